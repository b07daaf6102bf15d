import { parentPort, workerData } from 'node:worker_threads'

import { builtFor } from './retrieval-scale.ts'

const { data, size } = workerData as { readonly data: string; readonly size: number }
const { index, buffers } = builtFor(data, size)
parentPort!.postMessage(index, buffers)
