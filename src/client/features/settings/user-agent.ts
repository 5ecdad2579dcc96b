const browsers: [pattern: RegExp, name: string][] = [
  [/Edg(?:e|A|iOS)?\//u, 'Edge'],
  [/OPR\/|Opera/u, 'Opera'],
  [/Firefox\/|FxiOS\//u, 'Firefox'],
  [/SamsungBrowser\//u, 'Samsung Internet'],
  [/Chrome\/|CriOS\/|Chromium\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
  [/^curl\//u, 'curl'],
];

const systems: [pattern: RegExp, name: string][] = [
  [/iPhone/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/Windows/u, 'Windows'],
  [/Mac OS X|Macintosh/u, 'macOS'],
  [/CrOS/u, 'ChromeOS'],
  [/Linux/u, 'Linux'],
];

/** The browser and the system that a user agent string names, as far as people know them. */
export function describeUserAgent(text: string): {
  browser: string | undefined;
  system: string | undefined;
} {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1];
  return { browser: named(browsers), system: named(systems) };
}
