import type { RichMenuDrawing, RichMenuTile } from '@chatloom/messages';
import { TILE_ICONS } from './tileIcons';
import { tileLayout } from './tileLayout';
import type { Size } from './areaGeometry';

/** A drawn picture nearly as it will look, while it is being edited: the server draws it with fonts of its own. */
export function TilesPicture({ size, drawing }: { size: Size; drawing: RichMenuDrawing }) {
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} width="100%" height="100%" preserveAspectRatio="none" aria-hidden focusable="false">
      <rect width={size.width} height={size.height} fill={drawing.background} />
      {drawing.tiles.map((tile, index) => (
        <Tile key={index} tile={tile} gap={drawing.gap} cornerRadius={drawing.cornerRadius} />
      ))}
    </svg>
  );
}

function Tile({ tile, gap, cornerRadius }: { tile: RichMenuTile; gap: number; cornerRadius: number }) {
  const { box, icon, lines, textSize } = tileLayout(tile, gap);
  const Icon = tile.icon && TILE_ICONS[tile.icon];
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={Math.min(cornerRadius, box.width / 2, box.height / 2)} fill={tile.background} />
      {Icon && icon && <Icon x={icon.x} y={icon.y} width={icon.size} height={icon.size} color={tile.colour} stroke={1.75} />}
      {lines.map((line, index) => (
        <text key={index} x={line.x} y={line.y} fontSize={textSize} fill={tile.colour} textAnchor="middle" fontWeight={600}>
          {line.text}
        </text>
      ))}
    </g>
  );
}
