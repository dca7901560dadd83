import { ScrollArea, Table, type TableTdProps, type TableThProps, type TableTrProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './card-table.module.css';

export interface CardColumn {
  key: string;
  title: ReactNode;
  align?: 'right' | undefined;
  /** Left out where the screen is narrow; only for what the row is understood without. */
  wideOnly?: boolean | undefined;
  width?: string;
}

interface CardTableProps {
  caption: string;
  columns: readonly CardColumn[];
  highlightOnHover?: boolean;
  /** One `CardBody` or more. */
  children: ReactNode;
}

/**
 * A real table with caption and headings; scrolls inside itself where it must, so that the page never does. On a phone each
 * row is a card; the roles are said because `display: block` takes them away.
 */
export function CardTable({ caption, columns, highlightOnHover = false, children }: CardTableProps) {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': caption }}>
      <Table highlightOnHover={highlightOnHover} className={classes.table} role="table">
        <caption className="only-heard">{caption}</caption>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map(({ key, title, align, wideOnly, width }) => (
              <Table.Th
                key={key}
                role="columnheader"
                scope="col"
                ta={align}
                w={width}
                visibleFrom={wideOnly ? 'sm' : undefined}
                style={{ whiteSpace: 'nowrap' }}
              >
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        {children}
      </Table>
    </ScrollArea>
  );
}

export function CardBody({ children }: { children: ReactNode }) {
  return <Table.Tbody role="rowgroup">{children}</Table.Tbody>;
}

export function CardRow(props: TableTrProps) {
  return <Table.Tr role="row" {...props} />;
}

/** The cell that names its row. */
export function CardHeading(props: TableThProps) {
  return <Table.Th role="rowheader" scope="row" fw={400} {...props} />;
}

/** `label` stands before the value where the row is a card. */
export function CardCell({ label, ...props }: TableTdProps & { label?: string | undefined }) {
  return <Table.Td role="cell" data-label={label} {...props} />;
}
