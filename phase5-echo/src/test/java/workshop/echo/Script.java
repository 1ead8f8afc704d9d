package workshop.echo;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.tcp.TcpSegment;
import workshop.testkit.Hex;

/** A segment in words, such as {@code ACK seq=1 ack=13 data='Hello'}. */
final class Script {
  static final Charset CHARSET = StandardCharsets.UTF_8;
  private static final List<String> FLAGS =
      List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");
  private static final List<String> KEYS =
      List.of("seq", "ack", "win", "mss", "options", "len", "data", "urg");
  private static final Pattern WORD = Pattern.compile("(\\w+)=('[^']*'|\\S+)");

  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;
  static final int URG = 0x20;

  final String text;
  final int flags;
  private final Map<String, String> words = new LinkedHashMap<>();

  Script(String text) {
    this.text = text.strip();
    String[] parts = this.text.split("\\s+", 2);
    flags = flags(parts[0]);
    String rest = parts.length == 1 ? "" : parts[1];
    Matcher matcher = WORD.matcher(rest);
    while (matcher.find()) {
      if (!KEYS.contains(matcher.group(1))) {
        throw new IllegalArgumentException(matcher.group(1) + " in: " + text);
      }
      words.put(matcher.group(1), matcher.group(2).replace("'", ""));
    }
    if (!matcher.replaceAll("").isBlank()) {
      throw new IllegalArgumentException("not understood: " + matcher.replaceAll("").strip());
    }
  }

  boolean has(String key) {
    return words.containsKey(key) && !words.get(key).equals("?");
  }

  long number(String key, long otherwise) {
    return has(key) ? Long.parseLong(words.get(key)) : otherwise;
  }

  /** Options as they stand. */
  byte[] options() {
    if (has("mss")) {
      return maximumSegmentSize((int) number("mss", 0));
    }
    return has("options") ? Hex.bytes(words.get("options")) : new byte[0];
  }

  /** The option that tells it. */
  static byte[] maximumSegmentSize(int bytes) {
    return new byte[] {2, 4, (byte) (bytes >> 8), (byte) bytes};
  }

  /** Text in quotes, or so many bytes of the stream. */
  byte[] payload(long relativeSeq) {
    if (has("data")) {
      return words.get("data").getBytes(CHARSET);
    }
    long offset = relativeSeq - 1 + ((flags & SYN) != 0 ? 1 : 0);
    return Exchange.stream(offset, (int) number("len", 0));
  }

  static int flags(String names) {
    int flags = 0;
    for (String name : names.split(",")) {
      if (!name.equals("none")) {
        if (!FLAGS.contains(name)) {
          throw new IllegalArgumentException("no flag: " + name);
        }
        flags |= 1 << FLAGS.indexOf(name);
      }
    }
    return flags;
  }

  static String flags(int bits) {
    StringJoiner text = new StringJoiner(",").setEmptyValue("none");
    for (int bit = 0; bit < FLAGS.size(); bit++) {
      if ((bits >>> bit & 1) == 1) {
        text.add(FLAGS.get(bit));
      }
    }
    return text.toString();
  }

  static TcpSegment copy(TcpSegment segment) {
    return new TcpSegment(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.seq(),
        segment.ack(),
        segment.flags(),
        segment.window(),
        segment.urgentPointer(),
        fromIndexZero(segment.options()),
        fromIndexZero(segment.payload()));
  }

  /** As {@link TcpSegment} defines them: from index 0 to the limit, whatever the position. */
  private static ByteBuffer fromIndexZero(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** A segment for the ladder, with numbers counted from the initial ones. */
  record Shown(int fromPort, int toPort, long seq, long ack, TcpSegment segment) {
    static Shown fromPeer(Peer peer, TcpSegment segment) {
      return new Shown(
          segment.sourcePort(),
          segment.destinationPort(),
          peer.relativeToPeer(segment.seq().value()),
          peer.relativeToStack(segment.ack().value()),
          segment);
    }

    static Shown fromStack(Peer peer, TcpSegment segment) {
      return new Shown(
          segment.sourcePort(),
          segment.destinationPort(),
          peer.relativeToStack(segment.seq().value()),
          peer.relativeToPeer(segment.ack().value()),
          segment);
    }

    /** With the ports, where there are several peers. */
    String withPorts() {
      return fromPort + ">" + toPort + " " + this;
    }

    @Override
    public String toString() {
      int length = segment.payload().remaining();
      return "%s seq=%d%s win=%d%s%s%s"
          .formatted(
              flags(segment.flags()),
              seq,
              (segment.flags() & ACK) != 0 ? " ack=" + ack : "",
              segment.window(),
              optionsText(Hex.bytes(segment.options())),
              (segment.flags() & URG) != 0 ? " urg=" + segment.urgentPointer() : "",
              length == 0 ? "" : " len=" + length);
    }

    /** Without the window, and with the text itself. */
    String inShort() {
      String text = CHARSET.decode(segment.payload().duplicate()).toString();
      return flags(segment.flags())
          + " seq="
          + seq
          + ((segment.flags() & ACK) != 0 ? " ack=" + ack : "")
          + optionsText(Hex.bytes(segment.options()))
          + (text.isEmpty() ? "" : " '" + text + "'");
    }

    /** As a script has them. */
    private static String optionsText(byte[] options) {
      if (options.length == 0) {
        return "";
      }
      boolean mss = options.length == 4 && options[0] == 2 && options[1] == 4;
      return mss
          ? " mss=" + ((options[2] & 0xFF) << 8 | options[3] & 0xFF)
          : " options='" + HexFormat.ofDelimiter(" ").formatHex(options) + "'";
    }
  }
}
