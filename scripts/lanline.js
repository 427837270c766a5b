#!/usr/bin/env node
// `npx lanline <subcommand>`; `npm run serve` and `npm run chat` are short forms of it.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch(process.argv.slice(2));
