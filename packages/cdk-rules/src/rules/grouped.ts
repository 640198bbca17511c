/** A whole number with its thousands set apart: `2,000`. Formatting by locale would load tables that cost more than all rules together. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
