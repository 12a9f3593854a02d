// Entry of a reading thread (docs/decisions/0002-reading-thread.md). Plain JavaScript, because a worker thread
// does not understand .ts before this registration.
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

register();
const require = createRequire(import.meta.url);
const { openReadingTasks } = require('./read-and-assess.ts');
const { serveTasks } = require('./platform/thread-tasks.ts');

await serveTasks(openReadingTasks);
