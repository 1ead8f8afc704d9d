package workshop.classroom.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workshop.classroom.machine.Answer;

/** The servers of a plan, in this network namespace, and all that is measured of them. */
final class Measurements {
  static final String KERNEL = "kernel";

  private static final double LONGEST_WARM_UP = 2.5;
  private static final double WARM_UP = 0.5;

  private final Plan plan;
  private final List<Server> servers = new ArrayList<>();
  private final List<Figures> figures = new ArrayList<>();

  Measurements(Plan plan) {
    this.plan = plan;
  }

  /** Starts a server for each stack, and one on the kernel's own TCP if that can be done. */
  void start() throws IOException {
    Answer.of("ip", "link", "set", "lo", "up");
    // A port can be used again at once. If this is not allowed, there are enough ports for a while.
    Answer.of("sysctl", "-qw", "net.ipv4.tcp_max_tw_buckets=0");
    Answer.of("sysctl", "-qw", "net.ipv4.ip_local_port_range=10000 65535");
    for (int i = 0; i < plan.names().size(); i++) {
      add(Server.stack(plan.names().get(i), plan.commands().get(i), i + 1));
    }
    Server kernel = Server.kernel(KERNEL, plan.offload());
    if (kernel == null) {
      System.out.println("(No second namespace is possible, so the kernel's own TCP is left out.)");
    } else {
      add(kernel);
    }
  }

  private synchronized void add(Server server) {
    servers.add(server);
  }

  /** Ends the servers. Any thread may call this. */
  synchronized void end() {
    servers.forEach(Server::end);
  }

  /** Loads one server after the other. The first round has a longer warm-up. */
  void round(int round) throws IOException {
    double warmUp = round == 0 ? Math.min(LONGEST_WARM_UP, 2 * plan.seconds()) : WARM_UP;
    for (Mode mode : plan.modes()) {
      for (Server server : List.copyOf(servers)) {
        measure(server, mode, warmUp);
      }
    }
  }

  private void measure(Server server, Mode mode, double warmUp) throws IOException {
    List<Server.Cpu> cpu = new ArrayList<>();
    Load.Done done =
        mode.load(server.address).run(warmUp, plan.seconds(), () -> cpu.add(server.cpu()));
    of(server.name, mode).add(done, cpu.get(1).minus(cpu.get(0)));
  }

  /** The names of the servers, in the order of the table. */
  List<String> names() {
    return servers.stream().map(server -> server.name).toList();
  }

  /** All that was measured of one server in one mode. */
  Figures of(String server, Mode mode) {
    for (Figures one : figures) {
      if (one.server.equals(server) && one.mode == mode) {
        return one;
      }
    }
    Figures first = new Figures(server, mode);
    figures.add(first);
    return first;
  }

  /** For programs. */
  String json() {
    return "[" + String.join(",\n", figures.stream().map(Figures::json).toList()) + "]\n";
  }
}
