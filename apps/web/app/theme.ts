import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/**
 * The blue of the Digital Agency's design system (@digital-go-jp/design-tokens 1.1.9, MIT): city staff know it, and its
 * steps are made for JIS X 8341-3 contrast.
 */
const blue: MantineColorsTuple = [
  '#e8f1fe',
  '#d9e6ff',
  '#c5d7fb',
  '#9db7f9',
  '#7096f8',
  '#4979f5',
  '#3460fb',
  '#264af4',
  '#0031d8',
  '#0017c1',
];

/** First, not after system-ui: Chromium leaves boxes where the first face has no glyph and a later one is still loading. */
const FONT = "'BIZ UDPGothic', system-ui, 'Hiragino Sans', 'Yu Gothic UI', Meiryo, sans-serif";

export const theme = createTheme({
  primaryColor: 'blue',
  colors: { blue },
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.2,
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: FONT, fontWeight: '700' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Touch targets of 44 px (Digital Agency) without saying so on every button and field.
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 3 } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } },
    // A dialog stands outside of main, where a <header> would be a second banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Table: { defaultProps: { verticalSpacing: 'sm' } },
  },
});

/**
 * Mantine's own greys and light variants fall short of 4.5:1 in places; what axe measures on every page is settled here,
 * not page by page.
 */
export const cssVariables: CSSVariablesResolver = (base) => {
  const tinted = Object.keys(base.colors).filter((name) => !['dark', 'gray', 'blue'].includes(name));
  const shade = (suffix: string, step: number) =>
    Object.fromEntries(
      tinted.map((name) => [`--mantine-color-${name}-${suffix}`, `var(--mantine-color-${name}-${step})`]),
    );
  return {
    variables: { '--mantine-line-height': '1.7' },
    light: {
      '--mantine-color-dimmed': '#4d5358',
      '--mantine-color-placeholder': '#5c636a',
      '--mantine-color-error': '#b3181f',
      '--mantine-color-anchor': blue[8],
      '--mantine-color-gray-light-color': '#343a40',
      '--mantine-color-blue-light-color': blue[9],
      ...shade('light-color', 9),
      '--mantine-color-red-light-color': '#8f1218',
      '--mantine-color-green-light-color': '#14532d',
      '--mantine-color-teal-light-color': '#0b4f43',
      '--mantine-color-yellow-light-color': '#5c3b00',
      '--mantine-color-orange-light-color': '#7a2e00',
    },
    dark: {
      '--mantine-color-dimmed': '#b8bcc2',
      '--mantine-color-placeholder': '#a6abb2',
      '--mantine-color-error': '#ff9c9c',
      '--mantine-color-anchor': blue[3],
      '--mantine-color-gray-light-color': '#e9ecef',
      '--mantine-color-blue-light-color': blue[2],
      ...shade('light-color', 2),
    },
  };
};
