/**
 * Worker threads for work that hostile input may blow up: every task has a time limit and every thread a memory
 * limit. Over a limit the thread is killed and replaced, and the task ends with an error that names the limit.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export class TaskTooLongError extends Error {
  override name = 'TaskTooLongError';
}
export class TaskTooLargeError extends Error {
  override name = 'TaskTooLargeError';
}
export class ThreadLostError extends Error {
  override name = 'ThreadLostError';
}
/** The task itself threw; `cause` keeps the name and stack it had in the thread. */
export class TaskFailedError extends Error {
  override name = 'TaskFailedError';
}

export interface ThreadPoolOptions {
  /** A plain JavaScript module that calls `serveTasks` (src/platform/thread-tasks.ts), or its code. */
  entry: URL | { code: string };
  /** At most; the second starts when there is work for it. */
  size?: number;
  taskLimitMs?: number;
  /** Loading code and rules, before the first task. */
  startLimitMs?: number;
  /** After a thread that could not start: how long tasks only get the reason before another start is tried. */
  startBackOffMs?: number;
  maxMemoryMb?: number;
}

export interface ThreadPool {
  run<Result>(task: string, input: unknown): Promise<Result>;
  /** Resolves when a thread has loaded everything; rejects with the reason when the first one can't. */
  ready(): Promise<void>;
  /** Threads that were killed for going over a limit. */
  readonly killed: number;
  close(): Promise<void>;
}

export type TaskReply =
  | { type: 'ready' }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; name: string; message: string; stack: string | undefined };

interface Task {
  id: number;
  name: string;
  input: unknown;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  isReady: boolean;
  tasksTaken: number;
  task: Task | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** A new thread compiles as it goes: on a busy machine an ordinary page was seen to take 2 s then. */
const coldTasks = 5;
const coldFactor = 3;

export const createThreadPool = (options: ThreadPoolOptions): ThreadPool => {
  const { entry, size = availableParallelism(), taskLimitMs = 2000, startLimitMs = 60_000 } = options;
  const { startBackOffMs = 1000 } = options;
  const maxMemoryMb = options.maxMemoryMb ?? 512;
  const waiting: Task[] = [];
  const threads = new Set<Thread>();
  let nextId = 1;
  let killed = 0;
  let isClosed = false;
  let startFailure: { error: Error; tryAgainAt: number } | undefined;
  let announceReady: () => void;
  let announceFailure: (error: Error) => void;
  const whenReady = new Promise<void>((resolve, reject) => {
    announceReady = resolve;
    announceFailure = reject;
  });
  whenReady.catch(() => {}); // every task reports the same failure; `ready()` may never be asked for

  const startThread = (): void => {
    let worker: Worker;
    try {
      worker = new Worker(entry instanceof URL ? entry : entry.code, {
        eval: !(entry instanceof URL),
        resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 12, stackSizeMb: 4 },
      });
    } catch (error) {
      failStart(nameThreadError(error, maxMemoryMb)); // the system has no thread to give
      return;
    }
    const thread: Thread = { worker, isReady: false, tasksTaken: 0, task: undefined, timer: undefined };
    thread.timer = setTimeout(
      () => lose(thread, new ThreadLostError(`a thread did not start within ${startLimitMs} ms`)),
      startLimitMs,
    );
    worker.on('message', (reply: TaskReply) => take(thread, reply));
    worker.on('error', (error) => lose(thread, nameThreadError(error, maxMemoryMb)));
    worker.on('exit', (code) =>
      lose(thread, new ThreadLostError(`a thread ended by itself with code ${code}`)),
    );
    threads.add(thread);
  };

  const take = (thread: Thread, reply: TaskReply): void => {
    clearTimeout(thread.timer);
    if (reply.type === 'ready') {
      thread.isReady = true;
      startFailure = undefined;
      announceReady();
    } else if (thread.task?.id === reply.id) {
      if (reply.type === 'done') thread.task.resolve(reply.result);
      else thread.task.reject(restoreError(reply));
      thread.task = undefined;
    }
    giveWork(thread);
  };

  const giveWork = (thread: Thread): void => {
    if (!thread.isReady || thread.task || !threads.has(thread)) return;
    const task = waiting.shift();
    if (!task) {
      thread.worker.unref();
      return;
    }
    thread.task = task;
    thread.worker.ref();
    thread.worker.postMessage({ id: task.id, name: task.name, input: task.input });
    const limitMs = thread.tasksTaken < coldTasks ? taskLimitMs * coldFactor : taskLimitMs;
    thread.tasksTaken += 1;
    thread.timer = setTimeout(() => {
      killed += 1;
      lose(thread, new TaskTooLongError(`took longer than ${limitMs / 1000} s`));
    }, limitMs);
  };

  /** Ends a thread with its task, and puts a new one in its place. */
  const lose = (thread: Thread, error: Error): void => {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.task?.reject(error);
    if (isClosed) return;
    if (thread.isReady) startThread();
    else failStart(error);
  };

  /** What kept a thread from starting may pass: everything waiting is told why, a later task tries again. */
  const failStart = (error: Error): void => {
    startFailure = { error, tryAgainAt: performance.now() + startBackOffMs };
    if (threads.size > 0) return;
    announceFailure(error);
    for (const task of waiting.splice(0)) task.reject(error);
  };

  startThread();

  return {
    get killed() {
      return killed;
    },
    ready: () => whenReady,
    run<Result>(name: string, input: unknown) {
      return new Promise<Result>((resolve, reject) => {
        if (isClosed) return reject(new ThreadLostError('the thread pool was closed'));
        const mayStart = !startFailure || performance.now() >= startFailure.tryAgainAt;
        if (startFailure && !mayStart && threads.size === 0) return reject(startFailure.error);
        waiting.push({ id: nextId++, name, input, resolve: resolve as (result: unknown) => void, reject });
        const idle = [...threads].find((thread) => thread.isReady && !thread.task);
        if (idle) giveWork(idle);
        else if (mayStart && threads.size < size && waiting.length >= threads.size) startThread();
      });
    },
    async close() {
      isClosed = true;
      const closing = [...threads];
      for (const task of waiting.splice(0)) task.reject(new ThreadLostError('the thread pool was closed'));
      for (const thread of closing) lose(thread, new ThreadLostError('the thread pool was closed'));
      await Promise.all(closing.map((thread) => thread.worker.terminate()));
    },
  };
};

const nameThreadError = (error: unknown, maxMemoryMb: number): Error => {
  const known = error as NodeJS.ErrnoException;
  if (known.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new TaskTooLargeError(`needed more than ${maxMemoryMb} MB of memory`);
  return new ThreadLostError(`a thread failed: ${known.message ?? String(error)}`, { cause: error });
};

const restoreError = (reply: Extract<TaskReply, { type: 'failed' }>): Error =>
  new TaskFailedError(reply.message, { cause: { name: reply.name, stack: reply.stack } });
