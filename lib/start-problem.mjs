/** Something that stops a command before it could do its work. `message` is one sentence that says what to do. */
export class StartProblem extends Error {
  name = 'StartProblem'
}
