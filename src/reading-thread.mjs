// Entry of a reading thread (docs/decisions/0002-reading-thread.md). Plain JavaScript, because a worker thread
// does not understand .ts before this registration.
import { register } from 'tsx/esm/api';

register();
const { openReadingTasks } = await import('./read-and-assess.ts');
const { serveTasks } = await import('./platform/thread-tasks.ts');

await serveTasks(openReadingTasks);
