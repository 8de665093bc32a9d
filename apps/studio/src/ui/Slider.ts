import '@mantine/core/styles/Slider.layer.css';
import { Slider as KitSlider, type SliderProps } from '@mantine/core';

export type { SliderProps };
/** The kit's Slider, together with its style sheet. */
export const Slider = KitSlider;
