/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}
