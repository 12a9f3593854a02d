/** Asks a page's document in a world of its own, where the page's scripts can't answer instead. */
import type { CDPSession } from 'playwright-core';

export interface OwnWorld {
  /** The value that the expression, or its promise, came to; undefined when it threw. */
  evaluate(expression: string): Promise<unknown>;
}

export const ownWorldName = 'lurewatch';

/** Of the document that is shown now; it ends when the page goes on. */
export const openOwnWorld = async (session: CDPSession): Promise<OwnWorld> => {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: ownWorldName,
  });
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId: executionContextId,
        returnByValue: true,
        awaitPromise: true,
      });
      return exceptionDetails ? undefined : result.value;
    },
  };
};
