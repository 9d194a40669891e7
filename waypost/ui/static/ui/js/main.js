// What the pages gain where scripts run. Every page works without.
import "./commands.js";
import "./menus.js";
import "./focus.js";
import "./toast-list.js";
import "./command-palette.js";
import "./text-count.js";
import "./installed.js";
