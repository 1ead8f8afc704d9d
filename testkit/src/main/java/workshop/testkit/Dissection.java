package workshop.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workshop.exercises.Count;

/**
 * The fields of a frame, for a failure message. It shows them even if they make no sense, and as
 * far as there are bytes. It never throws.
 */
final class Dissection {
  /** What a message shows of a field, and the value to compare. */
  private record Value(String text, Object key) {}

  /** If the frame begins with a mistake, all fields differ: the first ones tell enough. */
  private static final int FIELDS_SHOWN = 6;

  /** Of a payload: two of them fit beside each other. */
  private static final int TEXT_SHOWN = 14;

  private final Map<String, Value> fields = new LinkedHashMap<>();

  private Dissection() {}

  static Dissection frame(byte[] frame) {
    Dissection d = new Dissection();
    if (d.tooShort("Ethernet header", frame, 14)) {
      return d;
    }
    int etherType = Bytes.u16(frame, 12);
    d.put("Ethernet destination", Addresses.mac(frame, 0));
    d.put("Ethernet source", Addresses.mac(frame, 6));
    d.put("EtherType", hex16(etherType));
    byte[] rest = Arrays.copyOfRange(frame, 14, frame.length);
    switch (etherType) {
      case 0x0800 -> d.addIpv4(rest);
      case 0x0806 -> d.addArp(rest);
      default -> d.put("payload", rest);
    }
    return d;
  }

  static Dissection packet(byte[] packet) {
    Dissection d = new Dissection();
    d.addIpv4(packet);
    return d;
  }

  static Dissection segment(byte[] segment) {
    Dissection d = new Dissection();
    d.addTcp(segment, null);
    return d;
  }

  static Dissection icmp(byte[] message) {
    Dissection d = new Dissection();
    d.addIcmp(message);
    return d;
  }

  static Dissection arp(byte[] message) {
    Dissection d = new Dissection();
    d.addArp(message);
    return d;
  }

  /** A table of the fields that differ, and how many others there are; empty if none differs. */
  static String compare(Dissection expected, Dissection actual) {
    Set<String> names = new LinkedHashSet<>(expected.fields.keySet());
    names.addAll(actual.fields.keySet());
    int all = names.size();
    names.removeIf(name -> expected.key(name).equals(actual.key(name)));
    // First the fields that both have, then the fields that should not be there.
    List<String> shown =
        names.stream()
            .sorted(
                Comparator.comparing(
                    name ->
                        !actual.fields.containsKey(name)
                            ? 2
                            : expected.fields.containsKey(name) ? 0 : 1))
            .limit(FIELDS_SHOWN)
            .toList();
    if (shown.isEmpty()) {
      return "";
    }
    int nameWidth = "field".length();
    int valueWidth = "expected".length();
    for (String name : shown) {
      nameWidth = Math.max(nameWidth, name.length());
      valueWidth = Math.max(valueWidth, expected.text(name).length());
    }
    String format = "%s %-" + nameWidth + "s  %-" + valueWidth + "s  %s";
    StringBuilder table = new StringBuilder();
    table.append(String.format(format, " ", "field", "expected", "actual")).append('\n');
    for (String name : shown) {
      String line = String.format(format, "*", name, expected.text(name), actual.text(name));
      table.append(line.stripTrailing()).append('\n');
    }
    tell(table, names.size() - shown.size(), "more field differs", "more fields differ");
    tell(table, all - names.size(), "other field is right", "other fields are right");
    return table.toString();
  }

  private static void tell(StringBuilder table, int count, String one, String many) {
    if (count > 0) {
      table.append("  (").append(Count.of(count, one, many)).append(")\n");
    }
  }

  private void addArp(byte[] message) {
    if (tooShort("ARP message", message, 28)) {
      return;
    }
    put("ARP hardware type", String.valueOf(Bytes.u16(message, 0)));
    put("ARP protocol type", hex16(Bytes.u16(message, 2)));
    put("ARP hardware length", String.valueOf(message[4]));
    put("ARP protocol length", String.valueOf(message[5]));
    int operation = Bytes.u16(message, 6);
    String meaning = operation == 1 ? " (request)" : operation == 2 ? " (reply)" : "";
    put("ARP operation", operation + meaning);
    put("ARP sender MAC", Addresses.mac(message, 8));
    put("ARP sender IP", Addresses.ip(message, 14));
    put("ARP target MAC", Addresses.mac(message, 18));
    put("ARP target IP", Addresses.ip(message, 24));
    putIfAny("padding", message, 28, message.length);
  }

  private void addIpv4(byte[] packet) {
    if (tooShort("IPv4 header", packet, 20)) {
      return;
    }
    int ihl = Bytes.u8(packet, 0) % 16;
    int headerLength = Math.min(Math.max(ihl * 4, 20), packet.length);
    int totalLength = Bytes.u16(packet, 2);
    int end = totalLength >= headerLength ? Math.min(totalLength, packet.length) : packet.length;
    int flags = Bytes.u8(packet, 6) >> 5;
    int offset = Bytes.u16(packet, 6) % 0x2000 * 8;
    int protocol = Bytes.u8(packet, 9);
    put("IPv4 version", String.valueOf(Bytes.u8(packet, 0) / 16));
    put("IPv4 header length", ihl + " words");
    put("IPv4 type of service", String.valueOf(Bytes.u8(packet, 1)));
    put("IPv4 total length", String.valueOf(totalLength));
    put("IPv4 identification", String.valueOf(Bytes.u16(packet, 4)));
    String[] flagNames = {"none", "MF", "DF", "DF,MF", "reserved"};
    put("IPv4 flags", flagNames[Math.min(flags, 4)]);
    put("IPv4 fragment offset", String.valueOf(offset));
    put("IPv4 time to live", String.valueOf(Bytes.u8(packet, 8)));
    put("IPv4 protocol", String.valueOf(protocol));
    put("IPv4 checksum", checksum(Arrays.copyOf(packet, headerLength), 10));
    put("IPv4 source", Addresses.ip(packet, 12));
    put("IPv4 destination", Addresses.ip(packet, 16));
    putIfAny("IPv4 options", packet, 20, headerLength);
    byte[] payload = Arrays.copyOfRange(packet, headerLength, end);
    boolean fragment = offset > 0 || flags % 2 == 1;
    if (protocol == 1 && !fragment) {
      addIcmp(payload);
    } else if (protocol == 6 && !fragment) {
      addTcp(payload, Arrays.copyOfRange(packet, 12, 20));
    } else {
      put("IPv4 payload", payload);
    }
    putIfAny("padding", packet, end, packet.length);
  }

  private void addIcmp(byte[] message) {
    if (tooShort("ICMP header", message, 8)) {
      return;
    }
    put("ICMP type", String.valueOf(Bytes.u8(message, 0)));
    put("ICMP code", String.valueOf(Bytes.u8(message, 1)));
    put("ICMP checksum", checksum(message, 2));
    put("ICMP identifier", String.valueOf(Bytes.u16(message, 4)));
    put("ICMP sequence number", String.valueOf(Bytes.u16(message, 6)));
    put("ICMP payload", Arrays.copyOfRange(message, 8, message.length));
  }

  /** Without the addresses nobody can say whether the checksum is right. */
  private void addTcp(byte[] segment, byte[] addressesOrNull) {
    if (tooShort("TCP header", segment, 20)) {
      return;
    }
    int dataOffset = Bytes.u8(segment, 12) / 16;
    int headerLength = Math.min(Math.max(dataOffset * 4, 20), segment.length);
    put("TCP source port", String.valueOf(Bytes.u16(segment, 0)));
    put("TCP destination port", String.valueOf(Bytes.u16(segment, 2)));
    put("TCP sequence number", String.valueOf(Bytes.u32(segment, 4)));
    put("TCP acknowledgment", String.valueOf(Bytes.u32(segment, 8)));
    put("TCP data offset", dataOffset + " words");
    put("TCP reserved bits", String.valueOf(Bytes.u8(segment, 12) % 16));
    put("TCP flags", TcpFlags.text(Bytes.u8(segment, 13)));
    put("TCP window", String.valueOf(Bytes.u16(segment, 14)));
    if (addressesOrNull == null) {
      put("TCP checksum", hex16(Bytes.u16(segment, 16)));
    } else {
      byte[] lengthAndProtocol = {
        0, 6, (byte) (segment.length >> 8), (byte) segment.length,
      };
      put("TCP checksum", checksum(segment, 16, addressesOrNull, lengthAndProtocol));
    }
    put("TCP urgent pointer", String.valueOf(Bytes.u16(segment, 18)));
    byte[] options = Arrays.copyOfRange(segment, 20, headerLength);
    putIfAny("TCP options", segment, 20, headerLength);
    TcpFields.mss(options).ifPresent(mss -> put("TCP maximum segment size", String.valueOf(mss)));
    put("TCP payload", Arrays.copyOfRange(segment, headerLength, segment.length));
  }

  /** The checksum found at {@code at}, and whether it is the right one for these bytes. */
  private static String checksum(byte[] bytes, int at, byte[]... pseudoHeader) {
    byte[] zeroed = bytes.clone();
    Bytes.put16(zeroed, at, 0);
    int right = Checksum.of(Bytes.concat(pseudoHeader), zeroed);
    int found = Bytes.u16(bytes, at);
    return hex16(found)
        + (found == right ? " (right)" : " (wrong: these bytes need " + hex16(right) + ")");
  }

  private boolean tooShort(String what, byte[] bytes, int needed) {
    if (bytes.length < needed) {
      put(what, "only " + bytes.length + " of " + needed + " bytes");
    }
    return bytes.length < needed;
  }

  private void put(String name, String value) {
    fields.put(name, new Value(value, value));
  }

  private void put(String name, byte[] bytes) {
    String text = Count.of(bytes.length, "byte");
    if (bytes.length > 0) {
      String start = Bytes.printable(Arrays.copyOf(bytes, Math.min(bytes.length, TEXT_SHOWN)));
      text += " \"" + start + (bytes.length > TEXT_SHOWN ? "\"..." : "\"");
    }
    fields.put(name, new Value(text, ByteBuffer.wrap(bytes)));
  }

  private void putIfAny(String name, byte[] bytes, int from, int to) {
    if (from < to) {
      byte[] part = Arrays.copyOfRange(bytes, from, to);
      String hex = part.length <= 12 ? Hex.line(part) : part.length + " bytes";
      fields.put(name, new Value(hex, ByteBuffer.wrap(part)));
    }
  }

  private String text(String name) {
    return fields.containsKey(name) ? fields.get(name).text : "-";
  }

  private Object key(String name) {
    return fields.containsKey(name) ? fields.get(name).key : "-";
  }

  private static String hex16(int value) {
    return String.format("0x%04x", value);
  }
}
