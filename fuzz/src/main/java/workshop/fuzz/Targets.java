package workshop.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import workshop.ethernet.ArpTarget;
import workshop.ethernet.FrameTarget;
import workshop.http.RequestTarget;
import workshop.ipv4.ChecksumTarget;
import workshop.ipv4.IcmpTarget;
import workshop.ipv4.PacketTarget;
import workshop.reliability.SackTarget;
import workshop.services.DatagramTarget;
import workshop.services.EchoOptionsTarget;
import workshop.services.FragmenterTarget;
import workshop.services.PiecesTarget;
import workshop.services.StackTarget;
import workshop.speed.VirtioHeaderTarget;
import workshop.tcp.OptionsTarget;
import workshop.tcp.SegmentTarget;

/** All that is fuzzed. */
final class Targets {
  private Targets() {}

  /** By the name of its class: takes an input, and throws where something is wrong. */
  static Map<String, Consumer<byte[]>> all() {
    Map<Class<?>, Consumer<byte[]>> all =
        Map.ofEntries(
            Map.entry(FrameTarget.class, FrameTarget::fuzzerTestOneInput),
            Map.entry(ArpTarget.class, ArpTarget::fuzzerTestOneInput),
            Map.entry(PacketTarget.class, PacketTarget::fuzzerTestOneInput),
            Map.entry(IcmpTarget.class, IcmpTarget::fuzzerTestOneInput),
            Map.entry(ChecksumTarget.class, ChecksumTarget::fuzzerTestOneInput),
            Map.entry(SegmentTarget.class, SegmentTarget::fuzzerTestOneInput),
            Map.entry(OptionsTarget.class, OptionsTarget::fuzzerTestOneInput),
            Map.entry(SackTarget.class, SackTarget::fuzzerTestOneInput),
            Map.entry(DatagramTarget.class, DatagramTarget::fuzzerTestOneInput),
            Map.entry(PiecesTarget.class, PiecesTarget::fuzzerTestOneInput),
            Map.entry(FragmenterTarget.class, FragmenterTarget::fuzzerTestOneInput),
            Map.entry(EchoOptionsTarget.class, EchoOptionsTarget::fuzzerTestOneInput),
            Map.entry(RequestTarget.class, RequestTarget::fuzzerTestOneInput),
            Map.entry(StackTarget.class, StackTarget::fuzzerTestOneInput),
            Map.entry(VirtioHeaderTarget.class, VirtioHeaderTarget::fuzzerTestOneInput));
    Map<String, Consumer<byte[]>> byName = new TreeMap<>();
    all.forEach((type, target) -> byName.put(type.getName(), target));
    return byName;
  }
}
