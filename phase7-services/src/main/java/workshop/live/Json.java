package workshop.live;

import java.util.HexFormat;

/**
 * Writes JSON (RFC 8259) piece by piece. It writes the commas. The caller opens and closes objects
 * and lists, and gives the names of values in an object.
 */
final class Json {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder();

  /** Whether the next value needs a comma before it. */
  private boolean comma;

  /** An object begins. */
  Json object() {
    return open('{');
  }

  /** The object ends. */
  Json endObject() {
    return close('}');
  }

  /** A list begins. */
  Json list() {
    return open('[');
  }

  /** The list ends. */
  Json endList() {
    return close(']');
  }

  /** The next value's name. */
  Json name(String name) {
    separate();
    quote(name);
    text.append(':');
    comma = false;
    return this;
  }

  Json value(long number) {
    separate();
    text.append(number);
    return this;
  }

  /** An unsigned 32-bit number, as sequence numbers are. */
  Json unsigned(int number) {
    return value(Integer.toUnsignedLong(number));
  }

  Json value(boolean truth) {
    separate();
    text.append(truth);
    return this;
  }

  Json value(String string) {
    separate();
    quote(string);
    return this;
  }

  /** Bytes, as a string of two hexadecimal digits each. */
  Json hex(byte[] bytes) {
    separate();
    text.append('"').append(HEX.formatHex(bytes)).append('"');
    return this;
  }

  private Json open(char bracket) {
    separate();
    text.append(bracket);
    comma = false;
    return this;
  }

  private Json close(char bracket) {
    text.append(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      text.append(',');
    }
    comma = true;
  }

  /** RFC 8259 section 7: quotation mark, backslash and control characters are escaped. */
  private void quote(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u00").append(HEX.toHexDigits((byte) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
