import type { App, AppOptions } from '../app.ts'
import type { Config } from '../config.ts'
import type { Records } from '../records.ts'

/** Folders of the command line come before those of the environment. */
export interface FolderOptions {
  readonly knowledge?: string
  readonly prompts?: string
}

/** What `main.ts` runs commands with. */
export interface Edge {
  readonly run: (work: () => Promise<number>) => Promise<void>
  readonly withApp: (
    options: AppOptions,
    folders: FolderOptions,
    work: (app: App, config: Config) => Promise<number>,
  ) => Promise<void>
  /** For what staff asks: without reading the base, nor asking the model. */
  readonly withRecords: (work: (records: Records) => Promise<number>) => Promise<void>
  readonly configOf: (folders: FolderOptions) => Config
  readonly say: (line: string) => void
}
