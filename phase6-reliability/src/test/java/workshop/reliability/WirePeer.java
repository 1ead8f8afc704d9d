package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import workshop.testkit.EthernetFields;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ladder;
import workshop.testkit.TcpBuilder;
import workshop.testkit.TcpFields;

/**
 * The machine that the test plays: it sends segments, and tells which ones it expects.
 *
 * <pre>
 *   peer.sends("SYN seq=0 mss=1460");
 *   peer.expects("SYN,ACK seq=0 ack=1");
 *   peer.sends("ACK seq=1 ack=1 len=100");
 * </pre>
 *
 * <p>Numbers are counted from the initial ones; {@code len=100} are bytes of the stream. Of what is
 * expected the flags must be just so, but for PSH; the rest only where it is told. {@code
 * wscale=none}, {@code sackok=none}, {@code mss=none}: without that option. Bytes of the stream are
 * always compared, and nothing may be larger than the peer's MSS.
 */
final class WirePeer {
  static final String ADDRESS = "192.168.100.77";
  private static final String MAC = "02:00:00:00:00:77";
  private static final int MSS = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final double SECOND = 1e9;

  private final WireHost host;
  private int hostPort;
  private final int port;
  private final Ladder ladder;
  private final long start;
  private long isn = 1_000_000;
  private long iss;
  private int window = 65535;
  private int mss = 536;

  WirePeer(WireHost host, int hostPort, int port) {
    this.host = host;
    this.hostPort = hostPort;
    this.port = port;
    ladder = new Ladder("peer", "host");
    start = host.now();
  }

  /** Where its own numbers start. */
  WirePeer isn(long number) {
    isn = number;
    return this;
  }

  /** The window in all that it sends from now on. */
  WirePeer window(int bytes) {
    window = bytes;
    return this;
  }

  /** The handshake. */
  WirePeer connects(String options) throws Exception {
    sends("SYN seq=0 " + options);
    expects("SYN,ACK seq=0 ack=1");
    sends("ACK seq=1 ack=1");
    return this;
  }

  // --- Sending.

  void sends(String segment) throws Exception {
    sends(builder(segment));
  }

  /** A segment with something wrong about it. */
  void sends(TcpBuilder segment) throws Exception {
    byte[] frame = segment.frame();
    ladder.left(host.now() - start, frame);
    host.send(frame);
  }

  TcpBuilder builder(String segment) {
    Words words = new Words(segment);
    long seq = words.number("seq", 0);
    mss = (int) words.number("mss", mss);
    TcpBuilder builder =
        Frames.tcp()
            .ethernet(ethernet -> ethernet.from(MAC).to(host.mac()))
            .from(ADDRESS, port)
            .to(host.address(), hostPort)
            .seq(isn + seq & 0xFFFF_FFFFL)
            .ack(iss + words.number("ack", 0) & 0xFFFF_FFFFL)
            .flags(words.flags)
            .window((int) words.number("win", window))
            .urgentPointer((int) words.number("urg", 0))
            .options(words.options())
            .payload(WireHost.stream((int) Math.max(0, seq - 1), (int) words.number("len", 0)));
    return builder;
  }

  // --- Expecting.

  /** The next segment is this one, within a second. */
  TcpFields expects(String segment) throws Exception {
    return expectsWithin(0, 1, segment);
  }

  /** The next segment is this one, and comes so many seconds from now. */
  TcpFields expectsWithin(double from, double to, String segment) throws Exception {
    long began = host.now();
    TcpFields actual = next(to + host.slack());
    if (actual == null) {
      throw failure("expected within %s s: %s%nbut nothing came".formatted(to, segment));
    }
    double after = (host.now() - began) / SECOND;
    String difference = new Words(segment).difference(actual);
    if (difference != null) {
      throw failure(
          "expected: %s%nbut it was: %s%n%s differs"
              .formatted(segment, actual.withoutAddresses(), difference));
    }
    if (after < from) {
      throw failure(
          "expected after %s s: %s%nbut it came after %.3f s".formatted(from, segment, after));
    }
    return actual;
  }

  /** After others with the same flags, this one comes within so many seconds. */
  TcpFields expectsEventually(double seconds, String segment) throws Exception {
    Words words = new Words(segment);
    long until = host.now() + (long) ((seconds + host.slack()) * SECOND);
    String last = "nothing";
    for (TcpFields actual = nextUntil(until); actual != null; actual = nextUntil(until)) {
      if (words.difference(actual) == null) {
        return actual;
      }
      last = actual.withoutAddresses();
    }
    throw failure(
        "expected within %s s: %s%nthe last that came: %s".formatted(seconds, segment, last));
  }

  /** For so long nothing comes. */
  void expectsSilence(double seconds) throws Exception {
    TcpFields actual = next(seconds);
    if (actual != null) {
      throw failure("expected silence, but it sent: " + actual.withoutAddresses());
    }
  }

  /** A FIN comes within so many seconds, whatever comes before it. */
  TcpFields expectsFin(double seconds) throws Exception {
    long until = host.now() + (long) (seconds * SECOND);
    for (TcpFields actual = nextUntil(until); actual != null; actual = nextUntil(until)) {
      if (actual.has("FIN")) {
        return actual;
      }
    }
    throw failure("expected a FIN within %s s".formatted(seconds));
  }

  /** Acknowledges all that comes, until this number is next. */
  void drains(long end) throws Exception {
    long next = 1;
    while (next < end) {
      TcpFields actual = next(3);
      if (actual == null) {
        throw failure("nothing came after " + next);
      }
      if (relative(actual.seq()) == next) {
        next += actual.payload().length;
      }
      sends("ACK seq=%d ack=%d".formatted(acknowledged(actual), next));
    }
  }

  /** Whether anything at or beyond this number comes within so many seconds. */
  boolean beyond(long number, double seconds) throws Exception {
    for (TcpFields actual = next(seconds); actual != null; actual = next(seconds)) {
      if (relative(actual.nextSeq()) > number) {
        return true;
      }
    }
    return false;
  }

  /** What a segment acknowledges, counted from our initial number. */
  long acknowledged(TcpFields segment) {
    return segment.ack() - isn & 0xFFFF_FFFFL;
  }

  /** The host has chosen a port of its own. */
  void takesPortOf(TcpFields segment) {
    hostPort = segment.sourcePort();
  }

  /** The next segment, whatever it is; null if none comes within so many seconds. */
  TcpFields next(double seconds) throws Exception {
    return nextUntil(host.now() + (long) (seconds * SECOND));
  }

  private TcpFields nextUntil(long until) throws Exception {
    for (byte[] frame = host.next(until); frame != null; frame = host.next(until)) {
      EthernetFields fields = read(frame);
      if (fields == null) {
        continue;
      }
      if (fields.isTcp() && fields.tcp().destinationPort() == port) {
        ladder.right(host.now() - start, frame);
        TcpFields segment = fields.tcp();
        check(segment);
        return segment;
      }
      answerArp(fields);
    }
    return null;
  }

  /** Null where it is something that we do not speak, such as IPv6. */
  private static EthernetFields read(byte[] frame) {
    int type = ByteBuffer.wrap(frame).getShort(12) & 0xFFFF;
    return type == 0x0800 || type == 0x0806 ? Frames.read(frame) : null;
  }

  private void answerArp(EthernetFields fields) throws Exception {
    if (fields.etherType() == 0x0806 && fields.arp().targetIp().equals(ADDRESS)) {
      host.send(
          Frames.arpReply()
              .sender(MAC, ADDRESS)
              .target(host.mac(), host.address())
              .ethernet(ethernet -> ethernet.from(MAC).to(host.mac()))
              .frame());
    }
  }

  /** What must hold of every segment. */
  private void check(TcpFields segment) {
    if (!segment.checksumOk()) {
      throw failure("its checksum is wrong: " + segment.withoutAddresses());
    }
    if (segment.has("SYN")) {
      iss = segment.seq();
    }
    if (segment.options().length + segment.payload().length > mss && !segment.has("SYN")) {
      throw failure("larger than the MSS: " + segment.withoutAddresses()); // RFC 6691 section 2
    }
    int from = (int) (relative(segment.seq()) - 1);
    if (!Arrays.equals(segment.payload(), WireHost.stream(from, segment.payload().length))) {
      throw failure("its text is not the stream's: " + segment.withoutAddresses());
    }
  }

  /** Counted from the host's initial number. */
  long relative(long seq) {
    return seq - iss & 0xFFFF_FFFFL;
  }

  AssertionError failure(String message) {
    return new AssertionError("%s%n%s".formatted(message, ladder));
  }

  /** A segment in words. */
  private final class Words {
    final String flags;
    private final Map<String, String> words = new LinkedHashMap<>();

    Words(String text) {
      String[] parts = text.strip().split("\\s+");
      flags = parts[0];
      for (String part : Arrays.asList(parts).subList(1, parts.length)) {
        words.put(part.split("=")[0], part.split("=")[1]);
      }
    }

    long number(String key, long otherwise) {
      return words.containsKey(key) ? Long.parseLong(words.get(key)) : otherwise;
    }

    byte[] options() {
      ByteBuffer options = ByteBuffer.allocate(40);
      for (String key : words.keySet()) {
        switch (key) {
          case "mss" -> options.put((byte) MSS).put((byte) 4).putShort((short) number(key, 0));
          case "wscale" ->
              options.put((byte) WINDOW_SCALE).put((byte) 3).put((byte) number(key, 0));
          case "sackok" -> options.put((byte) SACK_PERMITTED).put((byte) 2);
          case "sack" -> putBlocks(options);
          case "raw" -> options.put(Hex.bytes(words.get(key).replace('.', ' ')));
          default -> {
            // No option.
          }
        }
      }
      return Arrays.copyOf(options.array(), (options.position() + 3) / 4 * 4);
    }

    private void putBlocks(ByteBuffer options) {
      String[] blocks = words.get("sack").split(",");
      options.put((byte) SACK).put((byte) (2 + 8 * blocks.length));
      for (String block : blocks) {
        for (String number : block.split("-")) {
          options.putInt((int) (iss + Long.parseLong(number)));
        }
      }
    }

    String difference(TcpFields actual) {
      if (!without(actual.flags(), "PSH").equals(flags)) {
        return "flags";
      }
      Map<Integer, byte[]> options = read(actual.options());
      for (Map.Entry<String, String> word : words.entrySet()) {
        if (!word.getValue().equals(shown(word.getKey(), actual, options))) {
          return word.getKey();
        }
      }
      return null;
    }

    private String shown(String key, TcpFields actual, Map<Integer, byte[]> options) {
      return switch (key) {
        case "seq" -> String.valueOf(relative(actual.seq()));
        case "ack" -> String.valueOf(acknowledged(actual));
        case "win" -> String.valueOf(actual.window());
        case "len" -> String.valueOf(actual.payload().length);
        case "mss" -> option(options, MSS);
        case "wscale" -> options.containsKey(WINDOW_SCALE) ? "any" : "none";
        case "sackok" -> options.containsKey(SACK_PERMITTED) ? "any" : "none";
        case "sack" -> options.containsKey(SACK) ? blocks(options.get(SACK)) : "none";
        default -> throw new IllegalArgumentException(key);
      };
    }

    private static String option(Map<Integer, byte[]> options, int kind) {
      byte[] bytes = options.get(kind);
      return bytes == null ? "none" : String.valueOf(ByteBuffer.wrap(bytes).getShort() & 0xFFFF);
    }

    private String blocks(byte[] bytes) {
      StringBuilder text = new StringBuilder();
      for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
        long from = buffer.getInt() - isn & 0xFFFF_FFFFL;
        long end = buffer.getInt() - isn & 0xFFFF_FFFFL;
        text.append(text.isEmpty() ? "" : ",").append(from).append('-').append(end);
      }
      return text.toString();
    }

    private static String without(String flags, String flag) {
      return flags.replace("," + flag, "").replace(flag + ",", "");
    }

    /** By kind, without kind and length. */
    private static Map<Integer, byte[]> read(byte[] options) {
      Map<Integer, byte[]> read = new TreeMap<>();
      for (int i = 0; i < options.length && options[i] != 0; ) {
        int length = options[i] == 1 ? 1 : options[i + 1];
        if (options[i] != 1) {
          read.put((int) options[i], Arrays.copyOfRange(options, i + 2, i + length));
        }
        i += length;
      }
      return read;
    }
  }
}
