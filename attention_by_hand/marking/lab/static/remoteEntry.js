// An entry in nbgrader's menu, beside Formgrader: written by hand, as a container that JupyterLab
// loads. `scope` holds what JupyterLab shares with its extensions.
"use strict";
(() => {
  const COMMAND = "attention-by-hand:mark";
  let scope;

  async function shared(name) {
    const [newest] = Object.values(scope[name]);
    return (await newest.get())();
  }

  function activate(app, mainMenu) {
    app.commands.addCommand(COMMAND, {
      label: "Mark answers in words",
      execute: () => {
        const base = app.serviceManager.serverSettings.baseUrl;
        window.open(`${base}attention-by-hand/mark`, "_blank", "noopener");
      },
    });
    app.restored.then(() => {
      const menu = mainMenu.menus.find((one) => one.id === "jp-mainmenu-nbgrader");
      menu?.addItem({ command: COMMAND });
    });
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["attention-by-hand"] = {
    init: (given) => {
      scope = given;
    },
    get: async () => {
      const { IMainMenu } = await shared("@jupyterlab/mainmenu");
      const plugin = { id: COMMAND, autoStart: true, requires: [IMainMenu], activate };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
