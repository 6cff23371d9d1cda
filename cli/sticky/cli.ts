#!/usr/bin/env node
import { runCommand } from "../runCommand";
import { main } from "./main";

runCommand(main);
