package workshop.echo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the kernel has counted in the calling thread's network namespace: {@code nstat -az}. */
record KernelCounters(Map<String, Long> values) {

  /** Those that must be zero if nobody sends nonsense. */
  static final List<String> ERRORS =
      List.of("Tcp.InErrs", "Tcp.InCsumErrors", "Ip.InHdrErrors", "Ip.InAddrErrors");

  private static final int STATE = 3; // sl local_address rem_address st ...
  private static final String TIME_WAIT = "06"; // include/net/tcp_states.h

  static KernelCounters read() throws IOException {
    Map<String, Long> values = new HashMap<>();
    Path net = Path.of("/proc/thread-self/net");
    for (String file : List.of("snmp", "netstat")) {
      // Two lines for each protocol: "Tcp: InErrs InCsumErrors", "Tcp: 0 0".
      List<String> lines = Files.readAllLines(net.resolve(file));
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        String[] names = lines.get(i).split(" ");
        String[] numbers = lines.get(i + 1).split(" ");
        for (int j = 1; j < names.length; j++) {
          values.put(names[0].replace(':', '.') + names[j], Long.valueOf(numbers[j]));
        }
      }
    }
    return new KernelCounters(values);
  }

  /** The lines of {@code /proc/net/tcp} that are in another state than TIME-WAIT. */
  static List<String> socketsNotClosed() throws IOException {
    List<String> sockets = new ArrayList<>();
    // Java's sockets are of IPv6, where there is IPv6, also when they speak IPv4.
    for (String file : List.of("tcp", "tcp6")) {
      Path table = Path.of("/proc/thread-self/net", file);
      if (Files.exists(table)) {
        List<String> lines = Files.readAllLines(table);
        sockets.addAll(lines.subList(1, lines.size())); // without the heading
      }
    }
    sockets.removeIf(line -> line.strip().split(" +")[STATE].equals(TIME_WAIT));
    return sockets;
  }

  /**
   * A counter's value.
   *
   * @param name for instance "Tcp.InErrs"
   */
  long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the kernel has no counter " + name);
    }
    return value;
  }
}
