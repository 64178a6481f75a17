"""What people look at: feedback pages, the class report, the paper handout."""
