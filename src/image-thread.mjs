// Entry of an image thread. Plain JavaScript, because a worker thread does not understand .ts before this registration.
import { register } from 'tsx/esm/api';

register();
const { openImageTasks } = await import('./images/image-tasks.ts');
const { serveTasks } = await import('./platform/thread-tasks.ts');

await serveTasks(openImageTasks);
