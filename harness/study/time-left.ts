/** How long work may still take, from what is done of it and the time that took. */
export interface TimeLeft {
  /** So much more is done. */
  done(weight: number): void;
  /**
   * @param seconds since the work began
   * @returns undefined before a twentieth is done. The seconds never rise from one telling to the next; `atLeast` says
   * that by now it looks like a fifth more at least.
   */
  at(seconds: number): { readonly seconds: number; readonly atLeast: boolean } | undefined;
}

/** @param total of the weights that will be done */
export function timeLeft(total: number): TimeLeft {
  let finished = 0;
  let told = Infinity;
  return {
    done(weight) {
      finished += weight;
    },
    at(seconds) {
      if (!(finished > 0) || finished < total / 20) return undefined;
      const estimate = (seconds * Math.max(0, total - finished)) / finished;
      const atLeast = estimate > told * 1.2;
      told = Math.min(told, estimate);
      return { seconds: told, atLeast };
    },
  };
}

/** `about 5 min left (estimate)`. */
export function leftInWords(left: ReturnType<TimeLeft['at']>): string {
  if (left === undefined) return 'time left not known yet';
  return `${left.atLeast ? 'more than' : 'about'} ${durationInWords(left.seconds)} left (estimate)`;
}

/** Seconds below two minutes, minutes below two hours, hours below two days. */
function durationInWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
