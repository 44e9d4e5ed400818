/** Small batches and many commits, so that a kill has many places to fall on. */
export const limits = { commitMs: 20, batchRecords: 120 } as const;
