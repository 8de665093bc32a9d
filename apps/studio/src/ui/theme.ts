import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = ['#E8F7EE', '#CFEBDB', '#A5D9BC', '#75C299', '#3FA36F', '#1C8C50', '#0B7A3B', '#096632', '#07522A', '#053E20'];
const red: MantineColorsTuple = ['#FEF3F2', '#FDE2DF', '#FAC5C0', '#F4978F', '#E5655A', '#CF3B2E', '#B42318', '#951C13', '#77160F', '#5A100B'];
const orange: MantineColorsTuple = ['#FFF6E5', '#FCE7C4', '#F7D090', '#EDB158', '#C97A10', '#A85D00', '#8A4B00', '#723E00', '#593000', '#412300'];
const blue: MantineColorsTuple = ['#EAF2FD', '#D3E4FA', '#A6C8F4', '#76A9EC', '#4386DC', '#2A6DCB', '#1D5FBF', '#184F9F', '#133F7F', '#0E2F5F'];
/** Place 4 is the border of inputs in the light scheme: our strong line, 3:1 on white. */
const gray: MantineColorsTuple = ['#F9FAFB', '#F4F6F8', '#E9EDF0', '#DDE3E8', '#7B8794', '#7B8794', '#64717D', '#5B6873', '#51606C', '#1B2228'];
/** From text (0) to the page (8): Mantine picks shades by these places, so ours stand where it looks. */
const dark: MantineColorsTuple = ['#E7ECF0', '#A7B2BD', '#97A3AE', '#7F8C98', '#36414B', '#2A343D', '#1B2229', '#1B2229', '#12171C', '#0D1115'];

/** The kit's theme: our colours and shapes. Shade 6 in both schemes carries white text at 5.4:1. */
export const theme = createTheme({
  colors: { brand, red, orange, blue, gray, dark },
  primaryColor: 'brand',
  primaryShade: 6,
  black: '#1B2228',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily: 'var(--cl-font)',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: 'var(--cl-line-height)', sm: 'var(--cl-line-height)', md: 'var(--cl-line-height)', lg: 'var(--cl-line-height)', xl: 'var(--cl-line-height)' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '24px' },
  shadows: { xs: 'var(--cl-shadow-card)', sm: 'var(--cl-shadow-card)', md: 'var(--cl-shadow-floating)', lg: 'var(--cl-shadow-floating)', xl: 'var(--cl-shadow-floating)' },
  headings: {
    fontFamily: 'var(--cl-font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: 'var(--cl-line-height-title)' },
      h2: { fontSize: '16px', lineHeight: 'var(--cl-line-height-title)' },
      h3: { fontSize: '14px', lineHeight: 'var(--cl-line-height-title)' },
    },
  },
  components: {
    // Menus, lists and dialogs lie in a landmark of their own (`KitProvider`).
    Portal: { defaultProps: { target: '#floating' } },
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Loader: { defaultProps: { type: 'dots' } },
  },
});

/** Roles whose Mantine defaults miss the contrast we promise (text 4.5, control borders 3) point at our tokens. */
const roles = {
  '--mantine-color-text': 'var(--cl-ink)',
  '--mantine-color-body': 'var(--cl-surface)',
  '--mantine-color-dimmed': 'var(--cl-ink-2)',
  '--mantine-color-placeholder': 'var(--cl-ink-3)',
  '--mantine-color-error': 'var(--cl-danger)',
  '--mantine-color-success': 'var(--cl-accent)',
  '--mantine-color-anchor': 'var(--cl-accent)',
  '--mantine-color-bright': 'var(--cl-ink)',
  '--mantine-color-default': 'var(--cl-surface)',
  '--mantine-color-default-hover': 'var(--cl-surface-2)',
  '--mantine-color-default-color': 'var(--cl-ink)',
  '--mantine-color-default-border': 'var(--cl-line-strong)',
  '--mantine-color-disabled': 'var(--cl-surface-2)',
  '--mantine-color-disabled-color': 'var(--cl-ink-3)',
  '--mantine-color-disabled-border': 'var(--cl-line)',
  '--mantine-color-brand-text': 'var(--cl-accent)',
  '--mantine-color-brand-outline': 'var(--cl-accent)',
  '--mantine-color-brand-light': 'var(--cl-accent-weak)',
  '--mantine-color-brand-light-hover': 'var(--cl-accent-weak)',
  '--mantine-color-brand-light-color': 'var(--cl-accent)',
  '--mantine-color-red-text': 'var(--cl-danger)',
  '--mantine-color-red-outline': 'var(--cl-danger)',
  '--mantine-color-red-light': 'var(--cl-danger-weak)',
  '--mantine-color-red-light-hover': 'var(--cl-danger-weak)',
  '--mantine-color-red-light-color': 'var(--cl-danger)',
  '--mantine-color-orange-light': 'var(--cl-warn-weak)',
  '--mantine-color-orange-light-color': 'var(--cl-warn)',
  '--mantine-color-orange-text': 'var(--cl-warn)',
  '--mantine-color-blue-light': 'var(--cl-info-weak)',
  '--mantine-color-blue-light-color': 'var(--cl-info)',
  '--mantine-color-blue-text': 'var(--cl-info)',
};

/** See `roles`; the same names in both schemes because the tokens themselves change. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
