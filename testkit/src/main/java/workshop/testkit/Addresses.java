package workshop.testkit;

import java.util.StringJoiner;

/** Addresses as text and as bytes. */
final class Addresses {
  private Addresses() {}

  static byte[] ip(String text) {
    return parse(text, "\\.", 10, 4, "an IPv4 address such as 192.168.100.2");
  }

  static byte[] mac(String text) {
    return parse(text, ":", 16, 6, "a MAC address such as 02:00:00:00:00:01");
  }

  static String ip(byte[] bytes, int from) {
    StringJoiner text = new StringJoiner(".");
    for (int i = from; i < from + 4; i++) {
      text.add(String.valueOf(Byte.toUnsignedInt(bytes[i])));
    }
    return text.toString();
  }

  static String mac(byte[] bytes, int from) {
    StringJoiner text = new StringJoiner(":");
    for (int i = from; i < from + 6; i++) {
      text.add(String.format("%02x", bytes[i]));
    }
    return text.toString();
  }

  private static byte[] parse(String text, String separator, int radix, int length, String what) {
    String[] parts = text.split(separator, -1);
    if (parts.length != length) {
      throw new IllegalArgumentException("'" + text + "' is not " + what);
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int value;
      try {
        value = Integer.parseInt(parts[i], radix);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + text + "' is not " + what, e);
      }
      if (value < 0 || value > 255) {
        throw new IllegalArgumentException("'" + text + "' is not " + what);
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }
}
