import type { Writable } from 'node:stream'
