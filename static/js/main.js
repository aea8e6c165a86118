// @ts-check
// The one script of every page. Everything works without it; it only makes some things quicker.
// Loaded in <head> without defer, so that the chosen colour scheme is set before the first paint.
import { startAnswering } from './answer.js';
import { startPage } from './app.js';
import { startKeeping } from './draft.js';
import { startPasskeys } from './passkey.js';
import { startSwapping } from './swap.js';

startPage();
startSwapping();
startKeeping();
startPasskeys();
startAnswering();
