import type { BackendFactory, ConnectionOptions } from 'bullmq';

/** What BullMQ's constructors need to stand on one of its back ends. */
export interface Backend {
  id: 'postgres' | 'redis';
  connection: ConnectionOptions;
  /** BullMQ's last constructor argument; its default is Redis. */
  factory: BackendFactory | undefined;
  close(): Promise<void>;
}
