package workshop.testkit;

import java.util.List;
import java.util.StringJoiner;

/** The eight control bits (RFC 9293, section 3.1) as text: {@code SYN,ACK}. */
final class TcpFlags {
  /** From the lowest bit up. */
  private static final List<String> NAMES =
      List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");

  private TcpFlags() {}

  /** Names in any order, separated by commas; empty for no flag at all. */
  static int parse(String text) {
    int flags = 0;
    for (String part : text.split(",")) {
      String name = part.strip();
      if (!name.isEmpty() && !name.equals("none")) {
        Bytes.require(NAMES.contains(name), "'%s' is not one of the TCP flags %s", name, NAMES);
        flags |= 1 << NAMES.indexOf(name);
      }
    }
    return flags;
  }

  /** The lowest bit first; {@code none} for no flag at all. */
  static String text(int flags) {
    StringJoiner text = new StringJoiner(",").setEmptyValue("none");
    for (int bit = 0; bit < 8; bit++) {
      if ((flags >> bit & 1) == 1) {
        text.add(NAMES.get(bit));
      }
    }
    return text.toString();
  }
}
