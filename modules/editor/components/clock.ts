const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hour12: false })

/** "14:02", in London. */
export const clock = (at: Date): string => clockFormat.format(at)
