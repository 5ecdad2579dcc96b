/**
 * Something the operator has to put right before the product can start. Its message is one line that
 * names the variable to look at; whoever starts the process prints it without a stack and exits with 1.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
  /** The environment variable that decides. */
  readonly variable: string;

  constructor(variable: string, explanation: string, options?: ErrorOptions) {
    super(`${variable}: ${explanation.replaceAll(/\s*\n\s*/g, ' ')}`, options);
    this.variable = variable;
  }
}
