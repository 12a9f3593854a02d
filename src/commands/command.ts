/** One command of the command line; each is the default export of src/commands/<id>.ts. */
export interface Command {
  id: string;
  /** One line for the list of commands. */
  summary: string;
  /** The call, as it is shown first in its help: `score --input FILE --output FILE`. */
  usage: string;
  /** Everything that a stranger needs: options, examples, exit codes. */
  help: string;
  /** Gets the arguments after the command's name; resolves to the exit code. */
  run(argv: string[]): Promise<number>;
}
