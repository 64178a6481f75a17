"""The explorer: move a query, and see how scores, weights and output change.

Keep this file beside the notebook. It needs nothing but IPython. Where anywidget is installed,
you can drag the query, and the browser does all the drawing.

    from attention_explorer import explore
    explore(query, keys, values, tokens)
"""

from __future__ import annotations

import base64
import functools
import html
import math
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from pathlib import Path
from typing import Any

MODULE = r"""// @ts-check

/**
 * @typedef {[number, number]} Point A vector, or a place in a drawing.
 * @typedef {[number, number, number, number]} Box Left, bottom, right, top of a frame.
 *
 * What the lesson asks of a query: more than `most` for the token at the position `winner`, or at
 * least `each` for it and the `rival`, at most `apart` from each other.
 * @typedef {{ most: number, each: number, apart: number, winner: number, rival: number }} Goals
 *
 * @typedef {object} Data What stays the same while the query moves.
 * @property {Point[]} keys
 * @property {Point[]} values
 * @property {string[]} labels
 * @property {Goals} goals
 * @property {string[]} colours Of weights from 0 to 1, each six hexadecimal digits.
 * @property {string} id Begins every id on the page that belongs to this explorer.
 *
 * @typedef {object} Attention What follows from a query; null where the scores add to 0.
 * @property {number[]} scores
 * @property {number[]} soft Weights by softmax.
 * @property {number[] | null} plain Weights by plain division.
 * @property {Point} softOutput
 * @property {Point | null} plainOutput
 *
 * What to shade; `first` and `second` are positions of tokens.
 * @typedef {"none" | "most" | "even"} Shade
 * @typedef {"soft" | "plain"} Method
 * @typedef {{ shade: Shade, method: Method, first: number, second: number }} Setting
 *
 * A frame maps vectors to a drawing; `from` is the way back, from shares of the drawing's sides.
 * @typedef {{ at: (place: Point) => Point, box: Box }} Frame
 * @typedef {Frame & { reach: number, from: (shares: Point) => Point }} SquareFrame
 *
 * @typedef {{ place: Point, names: string[], members: number[] }} Group Tokens at one place.
 * @typedef {(query: Point) => number} Margin
 * @typedef {(to: Point | ((query: Point) => Point)) => void} Move
 * @typedef {() => void} Settle Called when a move has ended.
 * @typedef {(query: Point, attention: Attention) => void} Show
 *
 * @typedef {HTMLElementTagNameMap & SVGElementTagNameMap} Elements
 * @typedef {Record<string, string | number>} Attributes
 *
 * @typedef {object} Traits What Python and the browser share.
 * @property {Point} query
 * @property {Point[]} token_keys
 * @property {Point[]} token_values
 * @property {string[]} labels
 * @property {Goals} goals
 * @property {string[]} colours
 * @property {string} still
 *
 * @typedef {object} Model anywidget's side of the traits.
 * @property {<Name extends keyof Traits>(name: Name) => Traits[Name]} get
 * @property {<Name extends keyof Traits>(name: Name, value: Traits[Name]) => void} set
 * @property {() => void} save_changes
 * @property {(event: "change:query", listener: () => void) => void} on
 * @property {(event: "change:query", listener: () => void) => void} off
 */

const STEP = 0.1,
  BIG_STEP = 1,
  FARTHEST = 100;
const SIDE = 400; // of the plane of queries, in its own units
const CELLS = 56; // the shading's grid; its edges are exact, so it can be coarse

// Attention

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** @type {(a: Point, b: Point) => number} */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];

/** @param {number[]} scores */
function softmax(scores) {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/**
 * Scores as shares of their sum; null where the sum is zero.
 * @param {number[]} scores
 */
function divide(scores) {
  const total = sum(scores);
  return Math.abs(total) < 1e-9 ? null : scores.map((score) => score / total);
}

/** @type {(weights: number[], values: Point[]) => Point} */
function blend(weights, values) {
  const along = (/** @type {0 | 1} */ axis) =>
    sum(weights.map((weight, i) => weight * values[i][axis]));
  return [along(0), along(1)];
}

/** @type {(query: Point, data: Data) => Attention} */
function attend(query, { keys, values }) {
  const scores = keys.map((key) => dot(query, key));
  const soft = softmax(scores);
  const plain = divide(scores);
  return {
    scores,
    soft,
    plain,
    softOutput: blend(soft, values),
    plainOutput: plain && blend(plain, values),
  };
}

// Regions of queries. A region is a list of margins: functions of the query that are all positive
// inside. For plain division they are multiplied by the sum of the scores, so they stay linear.

/** @type {(setting: Setting, data: Data) => Margin[]} */
function marginsOf({ shade, method, first, second }, { keys, goals: { most, each, apart } }) {
  /** @param {Point} query */
  const parts = (query) => {
    const scores = keys.map((key) => dot(query, key));
    return method === "soft"
      ? { part: softmax(scores), whole: 1 }
      : { part: scores, whole: sum(scores) };
  };
  /** @typedef {ReturnType<typeof parts>} Parts */
  /** @type {((parts: Parts) => number)[]} */
  const winning = [({ part, whole }) => part[first] - most * whole];
  /** @type {((parts: Parts) => number)[]} */
  const sharing = [
    ({ part, whole }) => apart * whole - part[first] + part[second],
    ({ part, whole }) => apart * whole - part[second] + part[first],
    ({ part, whole }) => part[first] - each * whole,
    ({ part, whole }) => part[second] - each * whole,
  ];
  const wanted = shade === "most" ? winning : sharing;
  return [
    ...(method === "soft" ? [] : fair(keys)),
    ...wanted.map((margin) => (/** @type {Point} */ query) => margin(parts(query))),
  ];
}

/**
 * No score is negative: plain division is made for these queries only.
 * @type {(keys: Point[]) => Margin[]}
 */
const fair = (keys) => keys.map((key) => (query) => dot(query, key));

/**
 * The part of a polygon where the margin is positive (Sutherland and Hodgman).
 * @type {(polygon: Point[], margin: Margin) => Point[]}
 */
function clip(polygon, margin) {
  /** @type {Point[]} */
  const kept = [];
  polygon.forEach((point, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const inside = margin(point) > 0;
    if (inside) kept.push(point);
    if (inside !== margin(next) > 0)
      kept.push(inside ? crossing(point, next, margin) : crossing(next, point, margin));
  });
  return kept;
}

/**
 * Where the margin changes its sign between two points, by halving.
 * @type {(inside: Point, outside: Point, margin: Margin) => Point}
 */
function crossing(inside, outside, margin) {
  for (let i = 0; i < 14; i++) {
    /** @type {Point} */
    const middle = [(inside[0] + outside[0]) / 2, (inside[1] + outside[1]) / 2];
    if (margin(middle) > 0) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** @type {(left: number, bottom: number, size: number) => Point[]} */
function square(left, bottom, size) {
  return [
    [left, bottom],
    [left + size, bottom],
    [left + size, bottom + size],
    [left, bottom + size],
  ];
}

/**
 * Polygons that cover the region within ±reach; full cells of a row are joined.
 * @type {(margins: Margin[], reach: number, cells: number) => Point[][]}
 */
function cover(margins, reach, cells) {
  const size = (2 * reach) / cells;
  /** @type {Point[][]} */
  const pieces = [];
  for (let row = 0; row < cells; row++) {
    /** @type {Point[] | null} */
    let run = null;
    for (let column = 0; column < cells; column++) {
      const cell = square(column * size - reach, row * size - reach, size);
      const piece = margins.reduce(clip, cell);
      const full = piece.length === 4 && piece.every((point, i) => point === cell[i]);
      if (full && run) [run[1], run[2]] = [cell[1], cell[2]];
      else if (piece.length > 2) pieces.push(piece);
      run = full ? run || piece : null;
    }
  }
  return pieces;
}

/**
 * The most that plain division can give while no score is negative; null if one always is.
 * @type {(setting: Setting, data: Data) => number | null}
 */
function ceiling({ shade, first, second }, { keys, goals }) {
  /** @param {number[]} shares */
  const got = (shares) => {
    if (shade === "most") return shares[first];
    const apart = Math.abs(shares[first] - shares[second]);
    return apart > goals.apart ? 0 : Math.min(shares[first], shares[second]);
  };
  /** @type {number | null} */
  let best = null;
  for (let turn = 0; turn < 7200; turn++) {
    const angle = (turn * Math.PI) / 3600;
    const scores = keys.map((key) => dot([Math.cos(angle), Math.sin(angle)], key));
    const shares = Math.min(...scores) < -1e-9 ? null : divide(scores);
    if (shares) best = Math.max(best ?? 0, got(shares));
  }
  return best;
}

/**
 * What the shading shows, in one to three sentences.
 * @type {(setting: Setting, data: Data, empty: boolean) => string}
 */
function account(setting, data, empty) {
  if (setting.shade === "none") return "";
  const by = setting.method === "soft" ? "with softmax" : "with plain division";
  const goal = `${goalText(setting, data)}, ${by}`;
  const dotted =
    setting.method === "soft"
      ? ""
      : " Dotted: a score is negative there, and plain division is not made for that.";
  if (!empty) return `Shaded: the queries that ${goal}.${dotted}`;
  if (setting.method === "soft") return `Nothing is shaded: no query here can ${goal}.`;
  const limit = ceiling(setting, data);
  return limit === null
    ? `Nothing is shaded: every query makes some score negative.${dotted}`
    : `Nothing is shaded, and a longer query does not help: ${by}, ${limitText(setting, data, limit)}. ` +
        `A longer query multiplies all scores by the same number, so the weights stay the same.${dotted}`;
}

/**
 * What a query does that reaches the goal.
 * @type {(setting: Setting, data: Data) => string}
 */
function goalText({ shade, first, second }, { labels, goals: { most, each, apart } }) {
  return shade === "most"
    ? `give ${labels[first]} more than ${most}`
    : `give ${labels[first]} and ${labels[second]} at least ${each} each, at most ${apart} apart`;
}

/** @type {(setting: Setting, data: Data, limit: number) => string} */
function limitText({ shade, first, second }, { labels }, limit) {
  return shade === "most"
    ? `${labels[first]} gets at most ${write(limit, 3)}`
    : `an even split gives ${labels[first]} and ${labels[second]} at most ${write(limit, 3)} each`;
}

// Writing and colouring

/** @type {(number: number, places: number) => string} */
function write(number, places) {
  const text = number.toFixed(places);
  return Number(text) === 0 ? (0).toFixed(places) : text.replace("-", "−");
}

/** @type {(point: Point, places: number) => string} */
const both = (point, places) => point.map((number) => write(number, places)).join(", ");

/** @type {(point: Point, places: number) => string} */
const pair = (point, places) => `[${both(point, places)}]`;

/** @param {Point} point */
const brief = (point) => `[${point.map((number) => String(number).replace("-", "−")).join(", ")}]`;

/**
 * The colour of a weight, mixed from the two that are nearest.
 * @type {(weight: number, colours: string[]) => string}
 */
function colourOf(weight, colours) {
  const place = Math.min(Math.max(weight, 0), 1) * (colours.length - 1);
  const low = Math.min(Math.floor(place), colours.length - 2);
  const mixed = [0, 2, 4].map((digit) => {
    const [a, b] = [low, low + 1].map((i) => parseInt(colours[i].slice(digit, digit + 2), 16));
    return Math.round(a + (b - a) * (place - low));
  });
  return `rgb(${mixed.join(",")})`;
}

// Elements

const SVG = "http://www.w3.org/2000/svg";

/**
 * A new element in its parent: SVG inside SVG, and HTML elsewhere.
 * @template {keyof Elements} Name
 * @param {Element} parent
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {string} [text]
 * @returns {Elements[Name]}
 */
function make(parent, name, attributes = {}, text) {
  const space =
    name === "svg" || parent.namespaceURI === SVG ? SVG : "http://www.w3.org/1999/xhtml";
  const element = document.createElementNS(space, name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return /** @type {Elements[Name]} */ (/** @type {unknown} */ (element));
}

/** @type {(element: Element, attributes: Attributes) => void} */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** @type {(parent: Element, width: number, height: number, attributes: Attributes) => SVGSVGElement} */
function drawing(parent, width, height, attributes) {
  return make(parent, "svg", { viewBox: `0 0 ${width} ${height}`, ...attributes });
}

/** @param {Point[]} points */
const outline = (points) =>
  `M${points.map((point) => point.map((number) => number.toFixed(1)).join(" ")).join("L")}Z`;

/**
 * Grid lines, axes and their numbers.
 * @type {(layer: Element, frame: Frame) => void}
 */
function drawGrid(layer, { at, box: [left, bottom, right, top] }) {
  layer.replaceChildren();
  const step = [1, 2, 5, 10, 20, 50].find((size) => (right - left) / size <= 13) ?? 100;
  for (const x of ticks(left, right, step)) {
    drawLine(layer, at([x, bottom]), at([x, top]), x === 0 ? "axis" : "grid");
    if (isInside(x, left, right))
      drawTick(layer, x, at([x, Math.max(bottom, 0)]), [0, 14], "middle");
  }
  for (const y of ticks(bottom, top, step)) {
    drawLine(layer, at([left, y]), at([right, y]), y === 0 ? "axis" : "grid");
    if (isInside(y, bottom, top)) drawTick(layer, y, at([Math.max(left, 0), y]), [-5, 4], "end");
  }
}

/** @type {(low: number, high: number, step: number) => number[]} */
function ticks(low, high, step) {
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return [...Array(count).keys()].map((i) => (first + i) * step);
}

/**
 * Whether a tick has room for its number; 0 has none where the axes cross.
 * @type {(tick: number, low: number, high: number) => boolean}
 */
function isInside(tick, low, high) {
  const room = (high - low) / 40;
  return tick !== 0 && tick > low + room && tick < high - room;
}

/** @type {(layer: Element, from: Point, to: Point, name: string) => void} */
function drawLine(layer, [x1, y1], [x2, y2], name) {
  make(layer, "line", { x1, y1, x2, y2, class: name });
}

/** @type {(layer: Element, tick: number, spot: Point, beside: Point, anchor: string) => void} */
function drawTick(layer, tick, [x, y], [right, down], anchor) {
  const attributes = { class: "tick", x: x + right, y: y + down, "text-anchor": anchor };
  make(layer, "text", attributes, write(tick, 0));
}

/**
 * Tokens that share a place share a label.
 * @type {(labels: string[], places: Point[]) => Group[]}
 */
function together(labels, places) {
  /** @type {Map<string, Group>} */
  const shared = new Map();
  places.forEach((place, i) => {
    const found = shared.get(String(place)) ?? { place, names: [], members: [] };
    found.names.push(labels[i]);
    found.members.push(i);
    shared.set(String(place), found);
  });
  return [...shared.values()];
}

/**
 * Write the name of each group beside its spot.
 * @type {(layer: Element, groups: Group[], frame: Frame, obstacles: Point[], size: Point) => void}
 */
function drawNames(layer, groups, { at }, obstacles, size) {
  const spots = groups.map(({ place, names }) => ({ text: names.join(", "), spot: at(place) }));
  placeLabels(spots, obstacles, size).forEach(([x, y], i) =>
    make(layer, "text", { x, y, class: "name" }, spots[i].text),
  );
}

/**
 * Put each label beside its spot, where it covers least of the lines and of other labels.
 * @type {(spots: { text: string, spot: Point }[], obstacles: Point[], size: Point, gap?: number, letter?: number) => Point[]}
 */
function placeLabels(spots, obstacles, [width, height], gap = 9, letter = 7.2) {
  /** @type {[x: number, y: number, w: number, h: number][]} */
  const taken = [];
  /** @param {[x: number, y: number, w: number, h: number]} box */
  const hits = ([x, y, w, h]) =>
    obstacles.filter(([ox, oy]) => ox > x && ox < x + w && oy > y && oy < y + h).length +
    20 *
      taken.filter(([tx, ty, tw, th]) => x < tx + tw && tx < x + w && y < ty + th && ty < y + h)
        .length +
    (x < 2 || y < 2 || x + w > width - 2 || y + h > height - 2 ? 100 : 0);
  return spots.map(({ text, spot: [x, y] }) => {
    const [w, h] = [letter * text.length, 17];
    const corners = [
      [x + gap, y - h - 2],
      [x - w / 2, y - h - gap],
      [x + gap, y - h / 2],
      [x + gap, y + 2],
      [x - w / 2, y + gap],
      [x - w - gap, y - h - 2],
      [x - w - gap, y - h / 2],
      [x - w - gap, y + 2],
    ];
    /** @type {typeof taken} */
    const boxes = corners.map(([bx, by]) => [bx, by, w, h]);
    const best = boxes.sort((a, b) => hits(a) - hits(b))[0];
    taken.push(best);
    return [best[0], best[1] + 13];
  });
}

/** @type {(from: Point, to: Point) => Point[]} */
const along = (from, to) =>
  [...Array(17).keys()].map((i) => [
    from[0] + ((to[0] - from[0]) * i) / 16,
    from[1] + ((to[1] - from[1]) * i) / 16,
  ]);

/**
 * An arrow as a line and a triangle that stay the same elements, so that a move is cheap.
 * @type {(layer: Element, name: string, head: number) => (from: Point, to: Point) => void}
 */
function makeArrow(layer, name, head) {
  const group = make(layer, "g", { class: `arrow ${name}` });
  const line = make(group, "line");
  const triangle = make(group, "path");
  return (from, to) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const [ux, uy] = length ? [(to[0] - from[0]) / length, (to[1] - from[1]) / length] : [0, 0];
    const [bx, by, half] = [to[0] - head * ux, to[1] - head * uy, head * 0.42];
    const [x2, y2] = length > head ? [bx, by] : from;
    set(line, { x1: from[0], y1: from[1], x2, y2 });
    triangle.setAttribute(
      "d",
      length > head / 2
        ? outline([to, [bx - half * uy, by + half * ux], [bx + half * uy, by - half * ux]])
        : "",
    );
  };
}

// The plane of queries

/**
 * @typedef {object} QueryPlane
 * @property {(reach: number, query: Point) => void} zoom
 * @property {(query: Point) => void} show
 * @property {(setting: Setting) => boolean} shade Whether nothing is shaded then.
 */

/** @type {(parent: Element, data: Data, onMove: Move, onSettle: Settle) => QueryPlane} */
function makeQueryPlane(parent, data, onMove, onSettle) {
  const places = data.keys.map((key, i) => `${data.labels[i]} at ${brief(key)}`).join(", ");
  const name = `Plane of queries. Keys: ${places}.`;
  const svg = drawing(parent, SIDE, SIDE, { class: "plane", role: "group", "aria-label": name });
  drawPatterns(svg, data.id);
  const still = make(svg, "g", { "aria-hidden": "true" });
  const regions = makeRegions(still, data.id);
  const grid = make(still, "g");
  const keys = make(still, "g", { class: "keys" });
  const arrow = makeArrow(still, "query", 16);
  const tip = makeTip(svg);
  let frame = squareFrame(1);
  listenToPointer(svg, tip, () => frame, onMove, onSettle);
  listenToKeys(tip.group, onMove, onSettle);
  return {
    zoom(reach, query) {
      frame = squareFrame(reach);
      drawGrid(grid, frame);
      drawKeys(keys, data, frame, query);
    },
    show(query) {
      arrow(frame.at([0, 0]), frame.at(query));
      moveTip(tip, query, frame);
    },
    shade: (setting) => drawRegions(regions, setting, data, frame),
  };
}

/**
 * A frame that holds ±reach on both axes.
 * @type {(reach: number) => SquareFrame}
 */
function squareFrame(reach) {
  const unit = SIDE / 2 / reach;
  return {
    reach,
    at: ([x, y]) => [SIDE / 2 + x * unit, SIDE / 2 - y * unit],
    from: ([right, down]) => [(2 * right - 1) * reach, (1 - 2 * down) * reach],
    box: [-reach, -reach, reach, reach],
  };
}

/** @typedef {{ dotted: SVGPathElement, shaded: SVGPathElement[] }} Regions */

/** @type {(layer: Element, id: string) => Regions} */
function makeRegions(layer, id) {
  /** @type {(name: string, pattern: string) => SVGPathElement} */
  const path = (name, pattern) =>
    make(layer, "path", { class: name, fill: `url(#${id}-${pattern})` });
  const dotted = path("dotted", "dots");
  dotted.setAttribute("fill-rule", "evenodd");
  return { dotted, shaded: [path("tint", "lines"), path("stripes", "lines")] };
}

/**
 * Shade what the setting asks for, and dot the queries that plain division is not made for.
 * @type {(regions: Regions, setting: Setting, data: Data, frame: SquareFrame) => boolean}
 */
function drawRegions({ dotted, shaded }, setting, data, { reach, at }) {
  const on = setting.shade !== "none";
  const plain = setting.method === "plain";
  /** @param {Point[][]} pieces */
  const drawn = (pieces) => pieces.map((piece) => outline(piece.map(at))).join("");
  const pieces = on ? cover(marginsOf(setting, data), reach, plain ? 1 : CELLS) : [];
  shaded.forEach((path) => path.setAttribute("d", drawn(pieces)));
  const whole = square(-reach, -reach, 2 * reach);
  const unfair = [whole, fair(data.keys).reduce(clip, whole)].filter((part) => part.length > 2);
  dotted.setAttribute("d", on && plain ? drawn(unfair) : "");
  return pieces.length === 0;
}

/** @type {(svg: SVGSVGElement, id: string) => void} */
function drawPatterns(svg, id) {
  const defs = make(svg, "defs");
  const lines = make(defs, "pattern", {
    id: `${id}-lines`,
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  make(lines, "line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stripe" });
  const dots = make(defs, "pattern", {
    id: `${id}-dots`,
    width: 10,
    height: 10,
    patternUnits: "userSpaceOnUse",
  });
  make(dots, "circle", { cx: 5, cy: 5, r: 1.1, class: "dot" });
}

/** @typedef {{ group: SVGGElement, knob: SVGCircleElement, name: SVGTextElement }} Tip */

/** @type {(svg: SVGSVGElement) => Tip} */
function makeTip(svg) {
  const group = make(svg, "g", {
    class: "tip",
    tabindex: 0,
    role: "slider",
    "aria-label": "Tip of the query, two numbers",
    "aria-valuemin": -FARTHEST,
    "aria-valuemax": FARTHEST,
    "aria-valuenow": 0,
  });
  make(group, "circle", { r: 22, class: "grip" });
  make(group, "circle", { r: 14, class: "ring" });
  const knob = make(group, "circle", { r: 8, class: "knob" });
  const name = make(group, "text", { class: "name", "aria-hidden": "true" }, "query");
  return { group, knob, name };
}

/**
 * The tip, with its name where it covers least of the arrow and stays in the picture.
 * @type {(tip: Tip, query: Point, frame: SquareFrame) => void}
 */
function moveTip({ group, name }, query, { at }) {
  const spot = at(query);
  const [x, y] = spot;
  const arrow = along(at([0, 0]), spot);
  const spots = [{ text: "query", spot }];
  const [[left, base]] = placeLabels(spots, arrow, [SIDE, SIDE], 13, 10.2); // in bold
  set(name, { x: (left - x).toFixed(1), y: (base - y).toFixed(1) });
  set(group, {
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    "aria-valuenow": query[0],
    "aria-valuetext": `first ${write(query[0], 2)}, second ${write(query[1], 2)}`,
  });
}

/** @type {(layer: Element, data: Data, frame: Frame, query: Point) => void} */
function drawKeys(layer, { keys, labels }, frame, query) {
  layer.replaceChildren();
  const groups = together(labels, keys);
  const origin = frame.at([0, 0]);
  groups.forEach(({ place }) => makeArrow(layer, "key", 10)(origin, frame.at(place)));
  const obstacles = [...groups.map(({ place }) => place), query].flatMap((place) =>
    along(origin, frame.at(place)),
  );
  drawNames(layer, groups, frame, obstacles, [SIDE, SIDE]);
}

/** @type {(svg: SVGSVGElement, tip: Tip, frame: () => SquareFrame, onMove: Move, onSettle: Settle) => void} */
function listenToPointer(svg, { group, knob }, frame, onMove, onSettle) {
  /** @type {Point | null} */
  let grabbed = null; // from the pointer to the tip, while dragging
  /** @param {{ clientX: number, clientY: number }} event */
  const place = ({ clientX, clientY }) => {
    const box = svg.getBoundingClientRect();
    return frame().from([(clientX - box.left) / box.width, (clientY - box.top) / box.height]);
  };
  /** @param {PointerEvent} event */
  const follow = (event) => {
    if (!grabbed) return;
    const [x, y] = place(event);
    onMove(within([x + grabbed[0], y + grabbed[1]], frame().reach));
  };
  /** @param {PointerEvent} event */
  const grab = (event) => {
    const onTip = group.contains(/** @type {Node} */ (event.target));
    // A finger beside the tip scrolls the page; a mouse or pen moves the tip there.
    if (event.button !== 0 || (event.pointerType === "touch" && !onTip)) return;
    grabbed = onTip ? gap(place(event), place(centre(knob))) : [0, 0];
    svg.setPointerCapture(event.pointerId);
    svg.classList.add("dragging");
    group.focus({ preventScroll: true });
    follow(event);
  };
  const release = () => {
    if (grabbed) onSettle();
    grabbed = null;
    svg.classList.remove("dragging");
  };
  svg.addEventListener("pointerdown", grab);
  svg.addEventListener("pointermove", follow);
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
}

/**
 * The point, or the nearest one that has no number beyond ±reach.
 * @type {(point: Point, reach: number) => Point}
 */
const within = ([x, y], reach) => [
  Math.min(Math.max(x, -reach), reach),
  Math.min(Math.max(y, -reach), reach),
];

/** @type {(from: Point, to: Point) => Point} */
const gap = (from, to) => [to[0] - from[0], to[1] - from[1]];

/** @param {Element} element */
function centre(element) {
  const box = element.getBoundingClientRect();
  return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
}

/** @type {(tip: SVGGElement, onMove: Move, onSettle: Settle) => void} */
function listenToKeys(tip, onMove, onSettle) {
  /** @type {Record<string, Point>} */
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  tip.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? BIG_STEP : STEP;
    onMove((query) => [query[0] + size * way[0], query[1] + size * way[1]]);
  });
  tip.addEventListener("keyup", (event) => event.key in ways && onSettle());
}

// The table of scores and weights

/** @type {(parent: Element, data: Data, reach: number) => (attention: Attention) => void} */
function makeTable(parent, { keys, labels, colours }, reach) {
  const table = make(parent, "table");
  make(table, "caption", {}, "Scores and weights");
  drawHeadings(make(make(table, "thead"), "tr"));
  const body = make(table, "tbody");
  const rows = labels.map((label) => makeRow(body, label));
  const total = makeRow(make(table, "tfoot"), "sum", false);
  const lengths = keys.map((key) => 0.6 * reach * (Math.abs(key[0]) + Math.abs(key[1])));
  const widest = Math.max(1, ...lengths);
  /** @type {(value: number) => Bar} */
  const share = (value) => ({ value, low: -0.25, high: 1, colour: colourOf(value, colours) });
  return ({ scores, plain, soft }) => {
    rows.forEach((row, i) => {
      row.score(write(scores[i], 2), { value: scores[i], low: -widest, high: widest });
      row.plain(plain ? write(plain[i], 3) : "undefined", share(plain ? plain[i] : 0));
      row.soft(write(soft[i], 3), { ...share(soft[i]), low: 0 });
    });
    total.score(write(sum(scores), 2));
    total.plain(plain ? "1.000" : "÷ 0");
    total.soft("1.000");
  };
}

/** @param {HTMLTableRowElement} row */
function drawHeadings(row) {
  const headings = [
    ["token", "label"],
    ["score", "score"],
    ["weight, plain division", "plain"],
    ["weight, softmax", "soft"],
  ];
  headings.forEach(([text, name]) => make(row, "th", { scope: "col", class: name }, text));
}

/** @typedef {{ value: number, low: number, high: number, colour?: string }} Bar */
/** @typedef {(written: string, bar?: Bar) => void} Cell */

/** @type {(body: Element, label: string, bars?: boolean) => { score: Cell, plain: Cell, soft: Cell }} */
function makeRow(body, label, bars = true) {
  const row = make(body, "tr");
  make(row, "th", { scope: "row" }, label);
  /** @param {string} name */
  const cell = (name) => makeCell(make(row, "td", { class: name }), bars);
  return { score: cell("score"), plain: cell("plain"), soft: cell("soft") };
}

/**
 * A number, with a bar under it if wanted.
 * @type {(cell: Element, withBar: boolean) => Cell}
 */
function makeCell(cell, withBar) {
  const text = make(cell, "span", { class: "number" });
  const draw = withBar ? makeBar(cell) : null;
  return (written, bar) => {
    text.textContent = written;
    if (!draw || !bar) return;
    draw(bar);
    // The bar is cut where it would leave the cell, and an arrow says so.
    const { value, low, high } = bar;
    text.textContent = `${value < low ? "◂ " : ""}${written}${value > high ? " ▸" : ""}`;
  };
}

/** @type {(cell: Element) => (bar: Bar) => void} */
function makeBar(cell) {
  const svg = drawing(cell, 100, 10, {
    class: "bar",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const rect = make(svg, "rect", { y: 1, height: 8 });
  const zero = make(svg, "line", { y1: 0, y2: 10, class: "zero" });
  return ({ value, low, high, colour }) => {
    /** @param {number} number */
    const place = (number) =>
      (99 * (Math.min(Math.max(number, low), high) - low)) / (high - low) + 0.5;
    const [a, b] = [place(Math.min(value, 0)), place(Math.max(value, 0))];
    set(rect, {
      x: a,
      width: b - a,
      fill: colour ?? "var(--faint)",
      visibility: value === 0 ? "hidden" : "visible",
    });
    set(zero, { x1: place(0), x2: place(0) });
  };
}

// The plane of values

const WIDE = 440,
  HIGH = 250;

/** @type {(parent: Element, data: Data) => (attention: Attention) => void} */
function makeValuePlane(parent, { values, labels, colours }) {
  const svg = drawing(parent, WIDE, HIGH, {
    class: "plane values",
    role: "img",
    "aria-label":
      "The values as points, the polygon around them, and the outputs. Their numbers are below.",
  });
  const frame = frameAround(values);
  drawGrid(make(svg, "g"), frame);
  const polygon = hull(values);
  const corners = polygon.map(frame.at);
  make(svg, "path", { class: "hull", d: outline(corners) });
  const groups = together(labels, values);
  const dots = groups.map(({ place }) => {
    const [cx, cy] = frame.at(place);
    return make(svg, "circle", { cx, cy, class: "value" });
  });
  drawNames(svg, groups, frame, edges(corners), [WIDE, HIGH]);
  const showOutputs = makeOutputs(svg, parent, polygon, frame);
  return (attention) => {
    groups.forEach(({ members }, i) => {
      const weight = sum(members.map((member) => attention.soft[member]));
      set(dots[i], {
        r: (4 + 8 * Math.sqrt(weight)).toFixed(2),
        fill: colourOf(weight, colours),
      });
    });
    showOutputs(attention);
  };
}

/** @type {(corners: Point[]) => Point[]} */
const edges = (corners) =>
  corners.flatMap((corner, i) => along(corner, corners[(i + 1) % corners.length]));

/**
 * The marks of both outputs, and their numbers below.
 * @type {(svg: Element, parent: Element, polygon: Point[], frame: Frame) => (attention: Attention) => void}
 */
function makeOutputs(svg, parent, polygon, frame) {
  const plainMark = make(svg, "path", { d: "M-6 -6H6V6H-6Z", class: "plain-mark" });
  const softMark = make(svg, "path", { d: "M0 -9L9 0L0 9L-9 0Z", class: "soft-mark" });
  const list = make(parent, "ul", { class: "outputs" });
  const softText = makeOutput(list, "soft", "M0 -8L8 0L0 8L-8 0Z", "output with softmax: ");
  const plainText = makeOutput(list, "plain", "M-6 -6H6V6H-6Z", "output with plain division: ");
  return ({ plain, softOutput, plainOutput }) => {
    moveMark(softMark, softOutput, frame);
    moveMark(plainMark, plainOutput, frame);
    softText.textContent = pair(softOutput, 3);
    plainText.textContent =
      plain && plainOutput
        ? pair(plainOutput, 3) + remark(plainOutput, plain, polygon, frame)
        : "undefined, because the scores add to 0";
  };
}

/** @type {(list: Element, name: Method, shape: string, words: string) => HTMLElement} */
function makeOutput(list, name, shape, words) {
  const item = make(list, "li");
  const svg = drawing(item, 20, 20, { "aria-hidden": "true" });
  make(svg, "path", { transform: "translate(10 10)", d: shape, class: `${name}-mark` });
  return make(make(item, "span", {}, words), "span", { class: "number" });
}

/** @type {(place: Point, weights: number[], polygon: Point[], frame: Frame) => string} */
function remark(place, weights, polygon, frame) {
  if (Math.min(...weights) >= 0) return "";
  if (contains(polygon, place)) return " (a weight is negative)";
  const away = shown(place, frame) === place ? "" : ", not in view";
  return ` (outside the polygon${away}: a weight is negative)`;
}

/** @type {(mark: Element, place: Point | null, frame: Frame) => void} */
function moveMark(mark, place, frame) {
  if (!place) return mark.setAttribute("visibility", "hidden");
  const [x, y] = frame.at(shown(place, frame));
  set(mark, { visibility: "visible", transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` });
}

/**
 * The place itself, or the nearest one that the frame has room for.
 * @type {(place: Point, frame: Frame) => Point}
 */
function shown(place, { box: [left, bottom, right, top] }) {
  if (place[0] >= left && place[0] <= right && place[1] >= bottom && place[1] <= top) return place;
  const rim = (right - left) / 40; // so that a mark at the rim is seen whole
  return [
    Math.min(Math.max(place[0], left + rim), right - rim),
    Math.min(Math.max(place[1], bottom + rim), top - rim),
  ];
}

/**
 * A frame with equal units on both axes and room around the values.
 * @type {(values: Point[]) => Frame}
 */
function frameAround(values) {
  const [xs, ys] = [values.map(([x]) => x), values.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const unit = Math.min(
    WIDE / Math.max((right - left) * 1.7, 3),
    HIGH / Math.max((top - bottom) * 1.9, 3),
  );
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  return {
    at: (place) => [WIDE / 2 + (place[0] - x) * unit, HIGH / 2 - (place[1] - y) * unit],
    box: [x - WIDE / 2 / unit, y - HIGH / 2 / unit, x + WIDE / 2 / unit, y + HIGH / 2 / unit],
  };
}

// The convex hull (Andrew's monotone chain)

/** @type {(a: Point, b: Point, c: Point) => number} */
const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** @type {(points: Point[]) => Point[]} */
function hull(points) {
  const different = new Map(points.map((point) => [String(point), point]));
  const ordered = [...different.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (ordered.length < 3) return ordered;
  return [...side(ordered), ...side([...ordered].reverse())];
}

/** @type {(points: Point[]) => Point[]} */
function side(points) {
  /** @type {Point[]} */
  const kept = [];
  for (const point of points) {
    while (kept.length > 1 && turn(kept[kept.length - 2], kept[kept.length - 1], point) <= 0)
      kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

/** @type {(polygon: Point[], place: Point) => boolean} */
const contains = (polygon, place) =>
  polygon.every((corner, i) => turn(corner, polygon[(i + 1) % polygon.length], place) >= -1e-9);

// Controls

/** @typedef {{ reset: HTMLButtonElement, show: (query: Point) => void }} QueryInputs */

/** @type {(parent: Element, onMove: Move, onSettle: Settle) => QueryInputs} */
function makeQueryInputs(parent, onMove, onSettle) {
  const row = make(parent, "div", { class: "controls" });
  make(row, "span", { class: "title", "aria-hidden": "true" }, "Query");
  const [first, second] = ["first", "second"].map((name) =>
    make(make(row, "label", {}, `${name} `), "input", {
      type: "number",
      step: STEP,
      min: -FARTHEST,
      max: FARTHEST,
      "aria-label": `query, ${name} number`,
    }),
  );
  const typed = () => {
    const [x, y] = [first.valueAsNumber, second.valueAsNumber];
    if (Number.isFinite(x) && Number.isFinite(y)) onMove([x, y]);
  };
  const reset = make(row, "button", { type: "button" }, "Reset");
  for (const input of [first, second]) {
    input.addEventListener("input", typed);
    input.addEventListener("change", onSettle);
  }
  return {
    reset,
    show(query) {
      [first, second].forEach((input, i) => {
        if (input !== document.activeElement) input.value = String(query[i]);
      });
    },
  };
}

/** @typedef {{ setting: Setting, say: (text: string) => void }} Shading */

/** @type {(parent: Element, data: Data, onChange: () => void) => Shading} */
function makeShadeControls(parent, { labels, goals, id }, onChange) {
  const box = make(parent, "fieldset");
  make(box, "legend", {}, "Shade queries with");
  const row = make(box, "div", { class: "controls" });
  const shade = makeSelect(row, "what to shade", {
    none: "… (off)",
    most: `more than ${goals.most} for`,
    even: "an even split of",
  });
  const first = makeSelect(row, "token", labels);
  const second = makeSelect(row, "other token", labels);
  const methods = makeMethods(box, `${id}-method`);
  const note = make(box, "p", { class: "note", role: "status" });
  first.value = String(goals.winner);
  second.value = String(goals.rival);
  const read = () => ({
    shade: /** @type {Shade} */ (shade.value),
    method: methods.chosen(),
    first: Number(first.value),
    second: Number(second.value),
  });
  const setting = read();
  const show = () => {
    first.hidden = methods.box.hidden = setting.shade === "none";
    second.hidden = setting.shade !== "even";
  };
  show();
  box.addEventListener("change", (event) => {
    // A token shares with another one: where both would be the same, the other one moves on.
    if (first.value === second.value) {
      const other = event.target === first ? second : first;
      other.value = String((Number(other.value) + 1) % labels.length);
    }
    Object.assign(setting, read());
    show();
    onChange();
  });
  return { setting, say: (text) => void (note.textContent = text) };
}

/** @type {(parent: Element, name: string) => { box: HTMLElement, chosen: () => Method }} */
function makeMethods(parent, name) {
  const box = make(parent, "div", {
    class: "controls",
    role: "radiogroup",
    "aria-label": "weights by",
  });
  make(box, "span", { "aria-hidden": "true" }, "weights by");
  /** @type {(value: Method, text: string) => HTMLInputElement} */
  const radio = (value, text) => {
    const label = make(box, "label");
    const input = make(label, "input", { type: "radio", name, value });
    make(label, "span", {}, text);
    return input;
  };
  const soft = radio("soft", "softmax");
  radio("plain", "plain division");
  soft.checked = true;
  return { box, chosen: () => (soft.checked ? "soft" : "plain") };
}

/** @type {(parent: Element, name: string, options: Record<string, string> | string[]) => HTMLSelectElement} */
function makeSelect(parent, name, options) {
  const select = make(parent, "select", { "aria-label": name });
  for (const [value, text] of Object.entries(options)) make(select, "option", { value }, text);
  return select;
}

/**
 * Says only the last of several messages, when no other has come for a moment.
 * @type {(parent: Element) => (text: () => string) => void}
 */
function makeAnnouncer(parent) {
  const region = make(parent, "div", { class: "unseen", role: "status", "aria-live": "polite" });
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = text()), 700);
  };
}

/** @type {(query: Point, attention: Attention, labels: string[]) => string} */
function summary(query, { soft, softOutput }, labels) {
  const order = [...soft.keys()].sort((a, b) => soft[b] - soft[a]);
  const largest = order
    .slice(0, 2)
    .map((i) => `${labels[i]} ${write(soft[i], 2)}`)
    .join(", ");
  const output = both(softOutput, 2);
  return `Query ${both(query, 2)}. Largest softmax weights: ${largest}. Output ${output}.`;
}

// The whole

/** @type {(el: HTMLElement, still: string) => { root: Element, left: Element, right: Element }} */
function layOut(el, still) {
  const root = make(el, "div", { class: "attention-explorer" });
  root.addEventListener("focusin", (event) => keepFromJupyterLab(event, true));
  root.addEventListener("keydown", (event) => {
    keepFromJupyterLab(event, !event.ctrlKey && !event.metaKey);
  });
  make(root, "style", {}, `.${still}{display:none}`); // as long as this is shown
  make(root, "style", {}, `.jp-OutputArea-child:has(.${still}){display:none}`);
  const columns = make(root, "div", { class: "columns" });
  const [left, right] = [0, 1].map(() => make(columns, "div", { class: "column" }));
  return { root, left, right };
}

/**
 * JupyterLab's own keys, such as "dd", would delete the cell. It looks for this mark at what has
 * the focus, and above. Without it, Ctrl+S still saves.
 * @type {(event: Event, keep: boolean) => void}
 */
function keepFromJupyterLab({ target }, keep) {
  if (target instanceof Element) target.toggleAttribute("data-lm-suppress-shortcuts", keep);
}

/** @type {(parent: Element, text: string) => HTMLElement} */
function figure(parent, text) {
  const box = make(parent, "figure");
  make(box, "figcaption", { class: "title" }, text);
  return box;
}

/**
 * How far the plane reaches: to all keys with some room, and to the query.
 * @type {(keys: Point[], query: Point) => number}
 */
function reachFor(keys, query) {
  const farthest = Math.max(...keys.flat().map(Math.abs));
  const needed = Math.max(...query.map(Math.abs));
  const usual = Math.max(4, Math.ceil(farthest * 1.6));
  return needed <= usual ? usual : Math.ceil(needed * 1.15);
}

/** @type {(query: Point) => Point} */
function tidy(query) {
  const [x, y] = within(query, FARTHEST).map((number) => Math.round(number * 100) / 100 || 0);
  return [x, y];
}

/** @type {(model: Model) => Data} */
function dataOf(model) {
  return {
    keys: model.get("token_keys"),
    values: model.get("token_values"),
    labels: model.get("labels"),
    goals: model.get("goals"),
    colours: model.get("colours"),
    id: `attention-${Math.random().toString(36).slice(2, 8)}`,
  };
}

/** @type {(context: { model: Model, el: HTMLElement }) => () => void} */
function render({ model, el }) {
  const data = dataOf(model);
  const start = model.get("query");
  let [query, reach, due] = [start, 0, 0];
  /** @type {Move} */
  const move = (to) => {
    query = tidy(typeof to === "function" ? to(query) : to);
    due ||= requestAnimationFrame(paint);
  };
  const settle = () => {
    if (reachFor(data.keys, query) < reach) reach = 0; // no longer so far out: zoom in again
    due ||= requestAnimationFrame(paint);
    if (String(model.get("query")) === String(query)) return;
    model.set("query", query);
    model.save_changes();
  };
  const parts = build(el, model.get("still"), data, move, settle);
  const zoom = () => {
    if (reach > 0 && Math.max(...query.map(Math.abs)) <= reach) return;
    parts.plane.zoom((reach = reachFor(data.keys, query)), query);
    parts.shade();
  };
  const paint = () => {
    due = 0;
    zoom();
    const attention = attend(query, data);
    parts.show.forEach((show) => show(query, attention));
  };
  const obey = () => (move(model.get("query")), settle());
  parts.reset.addEventListener("click", () => (move(start), settle()));
  model.on("change:query", obey);
  paint();
  return () => (model.off("change:query", obey), cancelAnimationFrame(due));
}

/** @typedef {{ plane: QueryPlane, shade: () => void, reset: HTMLElement, show: Show[] }} Parts */

/**
 * All parts in their places, and what each shows of a query and its attention.
 * @type {(el: HTMLElement, still: string, data: Data, move: Move, settle: Settle) => Parts}
 */
function build(el, still, data, move, settle) {
  const { root, left, right } = layOut(el, still);
  const inputs = makeQueryInputs(left, move, settle);
  const plane = makeQueryPlane(left, data, move, settle);
  const hint =
    "Drag the tip of the query, press the arrow keys (with Shift for bigger steps), or type.";
  make(left, "p", { class: "hint" }, hint);
  const shading = makeShadeControls(left, data, () => shade());
  const shade = () => shading.say(account(shading.setting, data, plane.shade(shading.setting)));
  const showTable = makeTable(right, data, reachFor(data.keys, [0, 0]));
  const showValues = makeValuePlane(figure(right, "Values and output"), data);
  const announce = makeAnnouncer(root);
  /** @type {Show} */
  const say = (query, attention) => announce(() => summary(query, attention, data.labels));
  /** @type {Show} */
  const showRight = (_, attention) => (showTable(attention), showValues(attention));
  return { plane, shade, reset: inputs.reset, show: [plane.show, inputs.show, showRight, say] };
}

export default { render };
"""
STYLE = r""".attention-explorer {
  color-scheme: light dark;
  --paper: var(--jp-layout-color0, var(--vscode-editor-background, light-dark(#fff, #111)));
  --ink: var(
    --jp-content-font-color0,
    var(--vscode-editor-foreground, light-dark(#1b1b1b, #f2f2f2))
  );
  --quiet: light-dark(#5c6470, #b3bac4);
  --faint: light-dark(#e6e8eb, #33383f);
  --line: light-dark(#868d98, #8a919c);
  --accent: light-dark(#b8005c, #ff8ac2);
  container-type: inline-size;
  max-width: 960px;
  padding: 8px 4px;
  background: var(--paper);
  color: var(--ink);
  font: 14px/1.4 var(--jp-ui-font-family, system-ui, sans-serif);
}
[data-jp-theme-light="true"] .attention-explorer,
.vscode-light .attention-explorer {
  color-scheme: light;
}
[data-jp-theme-light="false"] .attention-explorer,
.vscode-dark .attention-explorer,
[theme="dark"] .attention-explorer {
  color-scheme: dark;
}

.attention-explorer {
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 11fr) minmax(0, 12fr);
    gap: 12px 28px;
  }
  @container (max-width: 640px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  figure {
    margin: 0;
  }
  p {
    margin: 0;
  }
  .title,
  caption {
    font-weight: 600;
    text-align: left;
    padding: 0;
    margin: 0;
    color: var(--ink);
    font-size: inherit;
  }
  .hint,
  .note {
    color: var(--quiet);
    font-size: 13px;
  }
  .note {
    color: var(--ink);
    margin-top: 6px;
  }
  .note:empty {
    display: none;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }
  .controls + .controls {
    margin-top: 8px;
  }

  fieldset {
    border: 1px solid var(--faint);
    border-radius: 6px;
    padding: 6px 10px 10px;
    margin: 0;
    min-width: 0;
  }
  legend {
    font-weight: 600;
    padding: 0 4px;
    width: auto;
    margin: 0;
    font-size: inherit;
    border: 0;
    color: var(--ink);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    font-weight: normal;
  }
  input[type="number"],
  select,
  button {
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 3px 6px;
    min-height: 30px;
    margin: 0;
  }
  input[type="number"] {
    width: 4.8em;
    box-sizing: border-box;
    font-variant-numeric: tabular-nums;
  }
  input[type="radio"] {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 0;
  }
  button {
    cursor: pointer;
    padding: 3px 10px;
  }
  button:hover {
    border-color: var(--ink);
  }
  :is(input, select, button):focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }
  [hidden] {
    display: none;
  }

  .plane {
    display: block;
    width: 100%;
    height: auto;
    border: 1px solid var(--faint);
    border-radius: 6px;
    box-sizing: border-box;
    background: var(--paper);
    user-select: none;
    overflow: hidden;
  }
  .grid {
    stroke: var(--faint);
  }
  .axis {
    stroke: var(--line);
    stroke-width: 1.25;
  }
  .plane text {
    font: 13px/1 var(--jp-ui-font-family, system-ui, sans-serif);
    fill: var(--ink);
    pointer-events: none;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .plane text.tick {
    font-size: 11px;
    fill: var(--quiet);
  }
  .arrow line {
    stroke-width: 2.5;
    stroke-linecap: round;
  }
  .key line {
    stroke: var(--quiet);
  }
  .key path {
    fill: var(--quiet);
  }
  .query line {
    stroke: var(--accent);
    stroke-width: 4.5;
  }
  .query path {
    fill: var(--accent);
  }
  .tint {
    fill: var(--accent);
    stroke: var(--accent);
    stroke-width: 1.5;
    opacity: 0.28;
  }
  .stripe {
    stroke: var(--accent);
    stroke-width: 2.4;
    stroke-opacity: 0.8;
  }
  .dot {
    fill: var(--quiet);
    opacity: 0.7;
  }

  .tip {
    cursor: grab;
    outline: none;
    touch-action: none;
  }
  .tip text.name {
    fill: var(--accent);
    font-weight: 600;
  }
  .grip {
    fill: transparent;
  }
  .ring {
    fill: none;
    stroke: none;
    stroke-width: 3;
  }
  .knob {
    fill: var(--accent);
    stroke: var(--paper);
    stroke-width: 2.5;
  }
  .tip:hover .ring {
    stroke: var(--accent);
    stroke-opacity: 0.35;
  }
  .tip:focus-visible .ring {
    stroke: var(--ink);
    stroke-opacity: 1;
  }
  .dragging,
  .dragging .tip {
    cursor: grabbing;
  }

  .hull {
    fill: var(--faint);
    stroke: var(--quiet);
    stroke-width: 1.5;
    stroke-linejoin: round;
    fill-opacity: 0.7;
  }
  .value {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .soft-mark {
    fill: var(--accent);
    stroke: var(--paper);
    stroke-width: 1.5;
  }
  .plain-mark {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .outputs {
    list-style: none;
    margin: 6px 0 0;
    padding: 0;
  }
  .outputs li {
    margin: 0;
    padding: 1px 0;
    display: flex;
    gap: 6px;
  }
  .outputs svg {
    width: 18px;
    height: 18px;
    flex: none;
    margin-top: 1px;
  }

  table {
    border-collapse: collapse;
    width: 100%;
    table-layout: fixed;
    margin: 0;
    font-size: inherit;
    color: inherit;
    border: 0;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 3px 8px 5px 0;
    border: 0;
    background: none;
    white-space: normal;
  }
  thead th {
    font-weight: normal;
    color: var(--quiet);
    font-size: 13px;
    vertical-align: bottom;
    border-bottom: 1px solid var(--line);
  }
  tbody th {
    font-weight: 600;
    padding-top: 3px;
    overflow-wrap: anywhere;
  }
  tfoot :is(th, td) {
    border-top: 1px solid var(--line);
    font-weight: normal;
    color: var(--quiet);
  }
  th.label {
    width: 22%;
  }
  th.score {
    width: 18%;
  }
  th.plain {
    width: 33%;
  }
  th.soft {
    width: 27%;
  }
  tbody tr,
  tfoot tr,
  thead tr {
    background: none;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .bar {
    display: block;
    width: 100%;
    height: 12px;
    overflow: visible;
  }
  .bar rect {
    stroke: var(--ink);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .bar .zero {
    stroke: var(--line);
    vector-effect: non-scaling-stroke;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
}
"""
PICTURE = r"""<svg xmlns="http://www.w3.org/2000/svg" width="960" height="342" viewBox="0 0 960 342">
  <style>
    text {font: 12px system-ui, sans-serif; fill: #1b1b1b}
    .title {font-size: 14px; font-weight: 600}
    .name {paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round}
    .tick {font-size: 11px; fill: #5c6470; text-anchor: middle}
    .left {text-anchor: end}
    .note {font-size: 11px; fill: #5c6470}
    .frame {stroke: #868d98; fill: none}
    .grid {stroke: #e6e8eb}
    .key, .query {stroke-linecap: round; stroke-linejoin: round}
    .key {stroke: #5c6470; stroke-width: 2px; fill: #5c6470}
    .query {stroke: #b8005c; stroke-width: 4px; fill: #b8005c}
    .hull {stroke: #5c6470; stroke-width: 1.5px; stroke-linejoin: round; fill: #e6e8eb}
    .soft, .value {stroke: #1b1b1b}
    .plain {stroke: #1b1b1b; stroke-dasharray: 3 2; fill: none}
    .soft-output {stroke: #fff; stroke-width: 1.5px; fill: #b8005c}
    .plain-output {stroke: #1b1b1b; stroke-width: 2px; fill: none}
  </style>
  <defs>
    <path id="bar" d="M0 -5h16v10h-16z"/>
    <circle id="value" r="6"/>
    <path id="soft-output" d="M0 -9l9 9l-9 9l-9 -9z"/>
    <path id="plain-output" d="M-6 -6h12v12h-12z"/>
  </defs>
  <rect width="960" height="342" fill="#fff"/>
  <text class="title" x="40" y="20">Query and keys</text>
  <rect class="frame" x="40" y="34" width="250" height="250"/>
  <text class="title" x="325" y="20">Weights</text>
  <use href="#bar" class="soft" x="325" y="324" fill="#7d7c78"/>
  <text x="348" y="328">softmax</text>
  <use href="#bar" class="plain" x="425" y="324"/>
  <text x="448" y="328">plain division</text>
  <text class="title" x="700" y="20">Values and output</text>
  <rect class="frame" x="700" y="34" width="250" height="250"/>
  <use href="#soft-output" class="soft-output" x="680" y="324"/>
  <text x="694" y="328">softmax</text>
  <use href="#plain-output" class="plain-output" x="770" y="324"/>
  <text x="783" y="328">plain division</text>
  <!-- panels -->
</svg>
"""

FEWEST, MOST = 2, 6  # tokens that the picture has room for
LARGEST = 1e6
CIVIDIS = [
    "00224e", "1a386f", "434e6c", "61656f", "7d7c78", "9b9476", "bcae6c", "dec958", "fee838"
]  # fmt: skip
NOT_IN_XML = re.compile(r"[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Name = tuple[Point, list[str]]  # a place, and the lines that belong there


class Misfit(ValueError):
    """Input that does not fit: a notebook shows its sentence, and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"The explorer cannot start: {self}"]


def explore(
    query: object,
    keys: object,
    values: object,
    tokens: object,
    *,
    most: float = 0.9,
    each: float = 0.4,
    apart: float = 0.05,
    winner: int = 1,
    rival: int | None = None,
) -> Explorer:
    """The explorer of one query `(2,)` over keys and values `(n, 2)` of n tokens, 2 to 6.

    Vectors are tensors, arrays or lists. Two goals can be shaded: more weight than `most` for the
    token at position `winner`; or at least `each` for it and for the token at position `rival`,
    with at most `apart` between the two. Without a rival, it is the token after the winner.
    Raises Misfit, a ValueError, where something does not fit.
    """
    shown = scene(query, keys, values, tokens)
    limits = {"most": most, "each": each, "apart": apart}
    return Explorer(shown, goals(len(shown.labels), winner, rival, **limits))


# What there is to see


@dataclass(frozen=True)
class Scene:
    """A query `(2,)`, keys and values `(n, 2)`, and one label for each of the n tokens."""

    query: Point
    keys: tuple[Point, ...]
    values: tuple[Point, ...]
    labels: tuple[str, ...]

    @property
    def scores(self) -> list[float]:
        """Dot product of the query with each key: `(n,)`."""
        return [dot(self.query, key) for key in self.keys]

    @property
    def plain(self) -> list[float] | None:
        """Scores divided by their sum, `(n,)`; None where the sum is zero."""
        total = sum(self.scores)
        return None if abs(total) < 1e-9 else [score / total for score in self.scores]

    @property
    def softmax(self) -> list[float]:
        """Exponentials of the scores divided by their sum: `(n,)`."""
        highest = max(self.scores)
        powers = [math.exp(score - highest) for score in self.scores]
        return [power / sum(powers) for power in powers]

    def output(self, weights: Sequence[float]) -> Point:
        """The sum of the values, each times its weight: `(2,)`."""
        first, second = zip(*self.values, strict=True)
        return dot(weights, first), dot(weights, second)


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The dot product of two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))


# What was given, checked


def scene(query: object, keys: object, values: object, tokens: object) -> Scene:
    """The inputs as a scene, or a Misfit with one sentence about what is wrong."""
    names = [str(token) for token in tokens] if isinstance(tokens, (list, tuple)) else []
    if not FEWEST <= len(names) <= MOST:
        raise Misfit(f"`tokens` should be a list of {FEWEST} to {MOST} words.")
    labels = [f"{NOT_IN_XML.sub('�', name)} ({position})" for position, name in enumerate(names)]
    shape, wanted = (len(names), 2), f"{len(names)} rows (one per token) of 2 numbers"
    [place] = points("query", query, (2,), "2 numbers")
    places = points("keys", keys, shape, wanted), points("values", values, shape, wanted)
    return Scene(place, *places, tuple(labels))


def points(name: str, given: object, shape: tuple[int, ...], wanted: str) -> tuple[Point, ...]:
    """What was given under this name, an array of this shape, as points."""
    try:
        found, numbers = measure(given)
    except (TypeError, ValueError, OverflowError):
        raise Misfit(f"`{name}` should hold {wanted}, and it holds something else.") from None
    if found != shape:
        raise Misfit(f"`{name}` should hold {wanted}. Yours has the shape {found}.")
    if not all(abs(number) <= LARGEST for number in numbers):
        raise Misfit(f"`{name}` holds a number that is not finite or above a million.")
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def measure(given: Any) -> tuple[tuple[int, ...], list[float]]:
    """Shape and numbers of lists, arrays and tensors (with or without gradients), row by row."""
    if hasattr(given, "tolist"):
        given = given.tolist()
    if isinstance(given, Real):
        return (), [float(given)]
    if not isinstance(given, (list, tuple)):
        raise TypeError(given)
    shapes, rows = zip(*map(measure, given), strict=True)
    [shape] = set(shapes)  # a ValueError where rows differ
    return (len(rows), *shape), [number for row in rows for number in row]


def goals(count: int, winner: Any, rival: Any, **limits: Any) -> dict[str, float]:
    """The goals for so many tokens, or a Misfit with one sentence about what is wrong."""
    for name, limit in limits.items():
        if not (isinstance(limit, (int, float)) and 0 < limit < 1):
            raise Misfit(f"`{name}` should be a number between 0 and 1.")
    places = range(count)
    if rival is None and winner in places:
        rival = (winner + 1) % count
    if winner not in places or rival not in places or winner == rival:
        raise Misfit(f"`winner` and `rival` should be two positions from 0 to {count - 1}.")
    return {"winner": int(winner), "rival": int(rival)} | limits


# The explorer as an object: what a notebook shows


class Explorer:
    """The live picture where anywidget is there, and a still one with a table everywhere.

    Both are displayed. While the live one runs, it hides the still one, so you never see both.
    A saved notebook, a static page or a Jupyter without anywidget shows the still one.
    """

    def __init__(self, scene: Scene, goals: dict[str, float]) -> None:
        self._scene = scene
        self._still = f"attention-still-{uuid.uuid4().hex[:8]}"
        self._live = live(scene, goals, self._still)

    def __repr__(self) -> str:
        return f"Explorer(query={self.query})"

    @property
    def query(self) -> list[float]:
        """Where the query is now: it follows each move in the live picture."""
        return [float(number) for number in (self._live or self._scene).query]

    @query.setter
    def query(self, query: object) -> None:
        [moved] = points("query", query, (2,), "2 numbers")
        if self._live is not None:
            self._live.query = list(moved)
        self._scene = replace(self._scene, query=moved)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(still(self._scene, self._still, alive=self._live is not None), raw=True)
        if self._live is not None:
            bundle, metadata = self._live._repr_mimebundle_()
            # Where no widget can be drawn, the still picture is enough: this shows nothing.
            display(bundle | NOTHING, metadata=metadata, raw=True)


NOTHING = {"text/html": "<span hidden></span>", "text/plain": ""}


def live(scene: Scene, goals: dict[str, float], still: str) -> Any:
    """The widget, or None where anywidget is missing or does not work."""
    try:
        return widget_class()(
            query=scene.query,
            token_keys=scene.keys,
            token_values=scene.values,
            labels=scene.labels,
            goals=goals,
            colours=CIVIDIS,
            still=still,
        )
    except Exception:  # a student must not see an error of a half-installed anywidget
        return None


@functools.cache
def widget_class() -> type:
    """The anywidget that runs MODULE and STYLE. Raises ImportError without anywidget."""
    import anywidget
    import traitlets

    class AttentionExplorer(anywidget.AnyWidget):  # type: ignore[misc]
        _esm = MODULE
        _css = STYLE
        query = traitlets.List(traitlets.Float()).tag(sync=True)
        token_keys = traitlets.List().tag(sync=True)  # a widget's own `keys` are its traits
        token_values = traitlets.List().tag(sync=True)
        labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
        goals = traitlets.Dict().tag(sync=True)
        colours = traitlets.List(traitlets.Unicode()).tag(sync=True)
        still = traitlets.Unicode().tag(sync=True)

    return AttentionExplorer


# The still: a picture with a text alternative, and the same numbers as a table


def still(scene: Scene, name: str, *, alive: bool) -> dict[str, str]:
    """The still as a mime bundle; `name` is the class by which the live picture hides it."""
    picture = base64.b64encode(draw(scene).encode()).decode()
    image = (
        f'<img style="max-width:100%" alt="{html.escape(alternative(scene))}" '
        f'src="data:image/svg+xml;base64,{picture}">'
    )
    last = f"<style>{ONLY_STILL.replace('STILL', name)}</style>" if alive else HINT
    return {
        "text/html": f'<div class="{name}">{image}{html_table(scene)}{last}</div>',
        "text/plain": text_table(scene),
    }


# Without its kernel JupyterLab would say "Loading widget..." below the still: hide that output.
ONLY_STILL = (
    ".jp-OutputArea-child:has(.STILL) + .jp-OutputArea-child:not(:has(.attention-explorer))"
    "{display: none}"
)

HINT = (
    "<p>For a query that you can drag, run <code>%pip install anywidget</code> in a cell, "
    "reload this page, restart the kernel and run the notebook again.</p>"
)

HEADINGS = ("token", "score", "weight (plain division)", "weight (softmax)")


def rows(scene: Scene) -> list[tuple[str, ...]]:
    """One row per token: label, score, both weights, as text."""
    plain = ["undefined"] * len(scene.labels) if scene.plain is None else text(scene.plain, 3)
    columns = (text(scene.scores, 2), plain, text(scene.softmax, 3))
    return list(zip(scene.labels, *columns, strict=True))


def text(numbers: Iterable[float], places: int) -> list[str]:
    """Numbers as text with so many decimal places."""
    return [f"{number:z.{places}f}" for number in numbers]


def caption(scene: Scene) -> str:
    """One line that says the query and both outputs."""
    plain = "undefined, because the scores add to 0"
    if scene.plain is not None:
        plain = f"[{', '.join(text(scene.output(scene.plain), 3))}]"
    softmax = f"[{', '.join(text(scene.output(scene.softmax), 3))}]"
    query = ", ".join(f"{number:g}" for number in scene.query)
    return (
        f"Attention of the query [{query}]. "
        f"Output with softmax {softmax}, with plain division {plain}."
    )


def html_table(scene: Scene) -> str:
    """The rows as a table that a screen reader can read cell by cell."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    body = "".join(
        f'<tr><th scope="row">{html.escape(label)}</th>'
        + "".join(f"<td>{number}</td>" for number in numbers)
        + "</tr>"
        for label, *numbers in rows(scene)
    )
    return (
        f"<table><caption>{html.escape(caption(scene))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def text_table(scene: Scene) -> str:
    """The rows in columns, for a terminal."""
    lines = ["".join(cell.rjust(25) for cell in row) for row in [HEADINGS, *rows(scene)]]
    return "\n".join([caption(scene), *lines])


def alternative(scene: Scene) -> str:
    """The picture in words."""
    keys = ", ".join(
        f"{label} at [{key[0]:g}, {key[1]:g}]"
        for label, key in zip(scene.labels, scene.keys, strict=True)
    )
    weights = ", ".join(f"{label} {weight}" for label, _, _, weight in rows(scene))
    return (
        f"Three panels. Left: the query as an arrow among the keys {keys}. "
        f"Middle: bars of the softmax weights: {weights}, and of the weights by plain division. "
        f"Right: the polygon that the values span, with the outputs in it. {caption(scene)}"
    )


# The still picture: what is drawn into PICTURE

TOP, SIDE = 34, 250  # of a plane, in pixels
LETTER, LINE = 7.2, 14  # room for a name, in pixels


def draw(scene: Scene) -> str:
    """Keys and query, weights, and values with the outputs, side by side, as SVG."""
    panels = draw_keys(scene) + draw_weights(scene) + draw_values(scene)
    return PICTURE.replace("<!-- panels -->", panels)


def draw_keys(scene: Scene) -> str:
    """Each key as an arrow from the origin, and the query as a thicker one."""
    plane = plane_around(40, [(0, 0), scene.query, *scene.keys])
    start, query = plane.at((0, 0)), plane.at(scene.query)
    tips = [plane.at(key) for key in scene.keys]
    arrows = [arrow("key", start, tip, 10) for tip in tips] + [arrow("query", start, query, 16)]
    avoid = [spot for tip in [*tips, query] for spot in between(start, tip)]
    names = [*names_at(scene.keys, scene.labels), (scene.query, ["query"])]
    return plane.grid() + "".join(arrows) + plane.label(names, avoid)


def draw_weights(scene: Scene) -> str:
    """Two bars for each token: softmax filled, plain division empty with a dashed edge."""
    labels = [short(label) for label in scene.labels]
    left = 334 + LETTER * max(map(len, labels))
    low = -0.25 if min(scene.plain or [0]) < 0 else 0
    unit = (595 - left) / (1 - low)
    zero, thick = left - low * unit, min(90 / len(labels), 18)
    parts = [path("frame", f"M{zero:.1f} {TOP}v{SIDE}")]
    for i, label in enumerate(labels):
        y = TOP + SIDE * (i + 0.5) / len(labels)
        parts.append(words("left", left - 8, y + 4, label))
        parts.append(bar("soft", scene.softmax[i], zero, unit, y - thick, thick))
        if scene.plain:
            parts.append(bar("plain", scene.plain[i], zero, unit, y, thick))
    return "".join(parts)


def bar(kind: str, weight: float, zero: float, unit: float, y: float, thick: float) -> str:
    """A bar with its number. It is cut at -0.25 and at 1; an arrow says so."""
    end = zero + unit * min(max(weight, -0.25), 1)
    number = f"{'◂ ' * (weight < -0.25)}{weight:z.3f}{' ▸' * (weight > 1)}"
    drawn = path(kind, f"M{zero:.1f} {y:.1f}H{end:.1f}v{thick:.1f}H{zero:.1f}z", cividis(weight))
    return drawn + words("number", max(zero, end) + 5, y + thick / 2 + 4, number)


def draw_values(scene: Scene) -> str:
    """The values, the polygon around them, and where the outputs land."""
    plane = plane_around(700, scene.values)
    corners = [plane.at(corner) for corner in hull(scene.values)]
    avoid = [spot for i, corner in enumerate(corners) for spot in between(corners[i - 1], corner)]
    parts = [plane.grid(), path("hull", outline(corners))]
    for value, members in together(scene.values).items():
        colour = cividis(sum(scene.softmax[i] for i in members))
        parts.append(mark("value", plane.at(value), colour))
    for kind, weights in (("plain-output", scene.plain), ("soft-output", scene.softmax)):
        x, y = spot = plane.at(scene.output(weights or scene.softmax))
        if weights and plane.holds(spot):
            parts.append(mark(kind, spot))
            avoid += between((x - 9, y), (x + 9, y)) + between((x, y - 9), (x, y + 9))
        else:
            parts.append(words("note", 875, 328, "(not in view)" if weights else "(undefined)"))
    return "".join(parts) + plane.label(names_at(scene.values, scene.labels), avoid)


@dataclass(frozen=True)
class Plane:
    """A square panel with equal units on both axes: ±reach around its middle."""

    left: float
    middle: Point
    reach: float

    def at(self, place: Point) -> Point:
        """Where in the picture a place is."""
        unit = SIDE / 2 / self.reach
        right, up = place[0] - self.middle[0], place[1] - self.middle[1]
        return self.left + SIDE / 2 + right * unit, TOP + SIDE / 2 - up * unit

    def holds(self, spot: Point) -> bool:
        """Whether a spot of the picture is well within the frame."""
        x, y = spot[0] - self.left, spot[1] - TOP
        return min(x, y) > 8 and max(x, y) < SIDE - 8

    def grid(self) -> str:
        """Grid lines with their numbers."""
        lines, numbers = "", ""
        for tick in ticks(self.middle[0], self.reach):
            x, _ = self.at((tick, 0))
            lines += f"M{x:.1f} {TOP}v{SIDE}"
            numbers += words("tick", x, TOP + SIDE + 15, f"{tick:g}")
        for tick in ticks(self.middle[1], self.reach):
            _, y = self.at((0, tick))
            lines += f"M{self.left} {y:.1f}h{SIDE}"
            numbers += words("tick left", self.left - 5, y + 4, f"{tick:g}")
        return path("grid", lines) + numbers

    def label(self, names: Iterable[Name], avoid: Sequence[Point]) -> str:
        """Each name beside its place, where it covers fewest of these points and other names."""
        covered, parts = list(avoid), []
        for place, lines in names:
            boxes = list(self.beside(place, LETTER * max(map(len, lines)), LINE * len(lines)))
            costs = [sum(a < x < c and b < y < d for x, y in covered) for a, b, c, d in boxes]
            x, y, right, bottom = boxes[costs.index(min(costs))]
            parts += [words("name", x, y + LINE * (i + 0.8), line) for i, line in enumerate(lines)]
            for height in (y, (3 * y + bottom) / 4, (y + bottom) / 2, (y + 3 * bottom) / 4, bottom):
                covered += between((x, height), (right, height))
        return "".join(parts)

    def beside(self, place: Point, wide: float, high: float) -> Iterator[Box]:
        """Where a name of this size could stand within the frame, nearest to its place first."""
        spot = self.at(place)
        right, bottom = self.left + SIDE - wide - 3, TOP + SIDE - high - 3
        for gap in (8, 22):
            for i, j in ((1, -1), (1, 0), (1, 1), (0, -1), (0, 1), (-1, -1), (-1, 0), (-1, 1)):
                x = spot[0] + i * (gap + wide / 2) - wide / 2
                y = spot[1] + j * (gap + high / 2) - high / 2
                x, y = min(max(x, self.left + 3), right), min(max(y, TOP + 3), bottom)
                yield x, y, x + wide, y + high


def plane_around(left: float, places: Sequence[Point]) -> Plane:
    """A plane with all places in it, and room for their names."""
    xs, ys = zip(*places, strict=True)
    span = max(max(xs) - min(xs), max(ys) - min(ys))
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Plane(left, middle, 0.7 * span if span > 1e-6 else 1.0)


def ticks(middle: float, reach: float) -> list[float]:
    """Round numbers for the grid, seven at most."""
    size = 10.0 ** math.floor(math.log10(reach))
    step = next(size * share for share in (0.5, 1, 2, 5) if reach / size / share <= 3)
    low, high = middle - 0.95 * reach, middle + 0.95 * reach
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def names_at(places: Sequence[Point], labels: Sequence[str]) -> list[Name]:
    """The name of each place: the labels of its tokens, in one line if they fit."""
    names = []
    for place, members in together(places).items():
        lines = [short(labels[i]) for i in members]
        one = ", ".join(lines)
        names.append((place, [one] if len(one) <= 20 else lines))
    return names


def short(label: str) -> str:
    """The label, but only the beginning of a token with more than 12 letters."""
    token, _, position = label.rpartition(" ")
    return label if len(token) <= 12 else f"{token[:11]}… {position}"


def arrow(kind: str, start: Point, tip: Point, head: float) -> str:
    """A line with a triangle at its tip."""
    length = max(math.dist(start, tip), head)
    x, y = (head * (b - a) / length for a, b in zip(start, tip, strict=True))
    neck = tip[0] - x, tip[1] - y
    wings = [(neck[0] - side * y, neck[1] + side * x) for side in (0.3, -0.3)]
    return path(kind, outline([start, neck]) + outline([tip, *wings]))


def mark(kind: str, spot: Point, fill: str = "none") -> str:
    """A mark of PICTURE at a spot."""
    return f'<use class="{kind}" href="#{kind}" x="{spot[0]:.1f}" y="{spot[1]:.1f}" fill="{fill}"/>'


def path(kind: str, outline: str, fill: str = "none") -> str:
    """A shape. Its kind says how it looks; `fill` is for the kinds that do not say a colour."""
    return f'<path class="{kind}" d="{outline}" fill="{fill}"/>'


def words(kind: str, x: float, y: float, text: str) -> str:
    """A line of text. It is escaped, because a token may hold any characters."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{html.escape(text)}</text>'


def cividis(weight: float) -> str:
    """The colour for a weight: the nearest one of the list."""
    return f"#{CIVIDIS[round(min(max(weight, 0.0), 1.0) * (len(CIVIDIS) - 1))]}"


# Geometry


def outline(points: Sequence[Point]) -> str:
    """The path around a polygon."""
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in points)}z"


def between(a: Point, b: Point) -> list[Point]:
    """33 points from a to b."""
    return [(a[0] + (b[0] - a[0]) * i / 32, a[1] + (b[1] - a[1]) * i / 32) for i in range(33)]


def together(places: Sequence[Point]) -> dict[Point, list[int]]:
    """Each place once, with the positions of all tokens that share it."""
    shared: dict[Point, list[int]] = {}
    for position, place in enumerate(places):
        shared.setdefault(place, []).append(position)
    return shared


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    corners: list[Point] = []
    for way in (ordered, ordered[::-1]):
        start = len(corners)
        for point in way:
            while len(corners) > start + 1 and turn(corners[-2], corners[-1], point) <= 0:
                corners.pop()
            corners.append(point)
        corners.pop()
    return corners or ordered


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a → b → c turns left, zero where it goes straight on."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
