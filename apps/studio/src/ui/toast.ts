import { create } from 'zustand';

/** One line at the bottom of the page. `undo` puts a button beside it. */
export interface Toast {
  id: number;
  message: string;
  tone: 'plain' | 'error';
  undo?: () => unknown;
}

let lastId = 0;

export const useToasts = create<{ toasts: Toast[]; add(toast: Omit<Toast, 'id'>): void; remove(id: number): void }>((set) => ({
  toasts: [],
  // More than three at once hide the page on a phone; the oldest has been read by then.
  add: (toast) => set((state) => ({ toasts: [...state.toasts, { ...toast, id: ++lastId }].slice(-3) })),
  remove: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

/** Says what was done; with `undo` it can be taken back while the line stands (10 s, longer while pointed at). */
export function toast(message: string, options: { undo?: () => unknown; tone?: Toast['tone'] } = {}): void {
  useToasts.getState().add({ message, tone: options.tone ?? 'plain', undo: options.undo });
}
