/** What the caller should know, on standard error. */
export function tell(message: string): void {
  process.stderr.write(`latent-sr: ${message}\n`);
}
