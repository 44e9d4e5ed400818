import type { Protector } from "@brain/core";
import { fernetEncrypt } from "./fernet-encrypt.ts";
import type { Fernet } from "./fernet.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
interface Person {
  readonly id: string;
  readonly age: number | null;
  readonly email?: string;
}
declare const fernet: Fernet;

type Out = typeof protector extends Protector<Person, infer O> ? O : never;
const protector = fernetEncrypt<Person, "age" | "email">(fernet, "age", "email");

void (true satisfies Equal<Out["id"], string>);
void (true satisfies Equal<Out["age"], string | null>);
void (true satisfies Equal<Out["email"], string | undefined>);
// @ts-expect-error no such field
fernetEncrypt<Person, "age">(fernet, "name");
