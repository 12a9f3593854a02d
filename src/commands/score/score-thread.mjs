// Entry of a scoring thread. Plain JavaScript, because a worker thread does not understand .ts before this registration.
import { register } from 'tsx/esm/api';

register();
const { openScoreTasks } = await import('./score-tasks.ts');
const { serveTasks } = await import('../../platform/thread-tasks.ts');

await serveTasks(openScoreTasks);
