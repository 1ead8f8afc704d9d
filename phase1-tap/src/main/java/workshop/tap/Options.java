package workshop.tap;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The options that the main of every phase has.
 *
 * @param device the name of the TAP device
 * @param kernel the kernel's IPv4 address on it, with the prefix length
 * @param address the stack's IPv4 address
 * @param pcap where to write a capture of all frames, or null
 * @param trace whether to print every packet, including the dropped ones
 */
public record Options(String device, String kernel, String address, Path pcap, boolean trace) {

  static final String HELP =
      """
      Options:
        --help            show this
        --device NAME     TAP device to open or create  (tap0)
        --kernel ADDR/LEN the kernel's side of it       (192.168.100.1/24)
        --address ADDR    this stack's IPv4 address     (192.168.100.2)
        --pcap FILE       write all frames to FILE, for Wireshark or tshark
        --trace           print every packet, and why one was dropped
      """;

  /** The values for options that are not on the command line. */
  public static final Options DEFAULTS =
      new Options("tap0", "192.168.100.1/24", "192.168.100.2", null, false);

  /**
   * Reads the command line.
   *
   * @return the options, or null if the user asked for help
   * @throws UsageException if an option is unknown, or its value is missing or wrong
   */
  static Options parse(String... arguments) throws UsageException {
    return parse(MoreOptions.NONE, arguments);
  }

  /**
   * The same, for a phase with its own options.
   *
   * @param more takes the options that are not known here
   */
  static Options parse(MoreOptions more, String... arguments) throws UsageException {
    Options o = DEFAULTS;
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      MoreOptions.Value value =
          () -> {
            if (!rest.hasNext()) {
              throw new UsageException(option + " needs a value.");
            }
            return rest.next();
          };
      switch (option) {
        case "--help", "-h" -> {
          return null;
        }
        case "--trace" -> o = new Options(o.device, o.kernel, o.address, o.pcap, true);
        case "--device", "--kernel", "--address", "--pcap" -> o = o.with(option, value.next());
        default -> {
          if (!more.take(option, value)) {
            throw new UsageException("Unknown option: " + option);
          }
        }
      }
    }
    return o;
  }

  private Options with(String option, String value) throws UsageException {
    return switch (option) {
      case "--device" -> new Options(value, kernel, address, pcap, trace);
      case "--kernel" -> new Options(device, cidr(value), address, pcap, trace);
      case "--address" -> new Options(device, kernel, value, pcap, trace);
      default -> new Options(device, kernel, address, path(value), trace);
    };
  }

  private static String cidr(String value) throws UsageException {
    String number = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    String address = number + "(\\." + number + "){3}";
    if (!value.matches(address + "/(3[0-2]|[12]?\\d)")) {
      throw new UsageException("--kernel is like 192.168.100.1/24, not " + value);
    }
    return value;
  }

  private static Path path(String value) throws UsageException {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new UsageException("--pcap needs a file name, not " + value);
    }
  }
}
