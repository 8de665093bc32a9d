import { spawnSync } from 'node:child_process';

/** Named by the person, then what systems call it. */
const CANDIDATES = [process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * A Chromium for the browser tests: the system's, else the one that ships inside npm (Linux x64).
 * @returns {Promise<string | null>} path of a browser that starts
 */
export async function findChromium() {
  for (const candidate of CANDIDATES) {
    if (candidate && starts(candidate)) return candidate.includes('/') ? candidate : spawnSync('which', [candidate], { encoding: 'utf8' }).stdout.trim();
  }
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    return starts(path) ? path : null;
  } catch {
    return null;
  }
}

function starts(program) {
  return spawnSync(program, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0;
}
