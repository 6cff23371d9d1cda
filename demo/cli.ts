import { runCommand } from "../cli/runCommand";
import { main } from "./main";

runCommand(main);
