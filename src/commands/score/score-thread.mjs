// Entry of a scoring thread. Plain JavaScript, because a worker thread does not understand .ts before this registration.
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

register();
const require = createRequire(import.meta.url);
const { openScoreTasks } = require('./score-tasks.ts');
const { serveTasks } = require('../../platform/thread-tasks.ts');

await serveTasks(openScoreTasks);
