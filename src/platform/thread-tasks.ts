/** The thread's side of src/platform/thread-pool.ts: answers each task by the function of its name. */
import { parentPort } from 'node:worker_threads';
import type { TaskReply } from './thread-pool.ts';

export type TaskTable = Record<string, (input: never) => unknown>;

/** `open` loads what the tasks need; the pool hands out work only after it. */
export const serveTasks = async (open: () => Promise<TaskTable>): Promise<void> => {
  const port = parentPort;
  if (!port) throw new Error('serveTasks runs inside a worker thread only');
  const reply = (answer: TaskReply): void => port.postMessage(answer);
  const table = await open();
  port.on('message', async (task: { id: number; name: string; input: never }) => {
    try {
      const run = table[task.name];
      if (!run) throw new Error(`there is no task '${task.name}'; known: ${Object.keys(table).join(', ')}`);
      reply({ type: 'done', id: task.id, result: await run(task.input) });
    } catch (error) {
      const known = error instanceof Error ? error : new Error(String(error));
      reply({ type: 'failed', id: task.id, name: known.name, message: known.message, stack: known.stack });
    }
  });
  reply({ type: 'ready' });
};
