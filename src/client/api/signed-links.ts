/**
 * For queries whose answers hold signed links: these last for an hour at least, and a page may stay
 * open all day.
 */
export const signedLinks = { refetchInterval: 20 * 60_000, refetchOnWindowFocus: true } as const;
