/** Icons a drawn picture may show: names of Tabler icons (outline). The renderer has the shape of each. */
export const RICH_MENU_ICONS = [
  'alarm', 'apps', 'arrow-left', 'arrow-right', 'award', 'bath', 'bell', 'book', 'brush', 'building-store', 'cake', 'calendar', 'camera', 'car',
  'cash', 'chart-bar', 'checklist', 'clock', 'coffee', 'coin', 'confetti', 'credit-card', 'cup', 'device-mobile', 'discount', 'dog', 'flower', 'gift', 'heart',
  'help', 'home', 'hourglass', 'ice-cream', 'id', 'info-circle', 'key', 'language', 'leaf', 'list', 'lock', 'mail', 'map-pin', 'medal', 'menu-2', 'message',
  'microphone', 'moon', 'mountain', 'music', 'news', 'paw', 'phone', 'photo', 'pizza', 'plane', 'plant', 'player-play', 'question-mark', 'qrcode', 'receipt',
  'school', 'scissors', 'search', 'settings', 'share', 'shirt', 'shopping-bag', 'shopping-cart', 'soup', 'sparkles', 'star', 'stethoscope', 'sun', 'tag', 'ticket',
  'tools-kitchen-2', 'train', 'truck', 'user', 'users', 'video', 'wallet', 'world',
] as const;
export type RichMenuIcon = (typeof RICH_MENU_ICONS)[number];
