import type { Page } from '@playwright/test';

/** A drawn box in CSS pixels, relative to the message it is part of. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Differences below this come from rounding to the pixels of the screen. */
const TOLERANCE_PX = 0.6;

/** Measures elements of one message. `selectors` are CSS selectors below it. @throws Error when one matches nothing */
export async function measure(page: Page, message: string, selectors: readonly string[]): Promise<Record<string, Box>> {
  const boxes = (await page.evaluate(
    `(() => {
      const message = document.querySelector('[data-message=' + ${JSON.stringify(JSON.stringify(message))} + ']');
      const origin = (message.firstElementChild ?? message).getBoundingClientRect();
      return ${JSON.stringify(selectors)}.map((selector) => {
        const element = message.querySelector(selector);
        if (!element) return null;
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left - origin.left, y: top - origin.top, width, height };
      });
    })()`,
  )) as (Box | null)[];
  return Object.fromEntries(
    selectors.map((selector, index) => {
      const box = boxes[index];
      if (!box) throw new Error(`${message}: nothing is drawn for ${selector}`);
      return [selector, box];
    }),
  );
}

/** Computed style properties of one element, as the browser says them. */
export async function styleOf(page: Page, message: string, selector: string, properties: readonly string[]): Promise<Record<string, string>> {
  return (await page.evaluate(
    `(() => {
      const element = document.querySelector('[data-message=' + ${JSON.stringify(JSON.stringify(message))} + '] ' + ${JSON.stringify(selector)});
      const style = getComputedStyle(element);
      return Object.fromEntries(${JSON.stringify(properties)}.map((property) => [property, style.getPropertyValue(property)]));
    })()`,
  )) as Record<string, string>;
}

/** What of the expected sides is not so, in words; empty when all is well. */
export function differences(expected: Record<string, Partial<Box>>, measured: Record<string, Box>): string[] {
  return Object.entries(expected).flatMap(([selector, sides]) =>
    Object.entries(sides).flatMap(([side, wanted]) => {
      const found = measured[selector]![side as keyof Box];
      return Math.abs(found - wanted) <= TOLERANCE_PX ? [] : [`${selector} ${side}: ${found.toFixed(2)} instead of ${wanted}`];
    }),
  );
}
