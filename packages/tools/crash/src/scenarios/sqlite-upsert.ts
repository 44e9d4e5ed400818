import { sqliteOrders } from "./sqlite-orders.ts";

export const scenario = sqliteOrders("upsert");
