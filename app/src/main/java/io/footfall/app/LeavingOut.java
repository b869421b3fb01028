package io.footfall.app;

import io.footfall.collect.InternalTraffic;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whose events are left out. */
final class LeavingOut {
    @Option(
            names = "--internal-address",
            description = "An address of the company's own, such as 192.0.2.7 or 10.0.0.0/8, whose events are left out;"
                    + " may be given several times.")
    private List<String> addresses = List.of();

    @Option(
            names = "--internal-user",
            description = "A user id of the company's own, whose events are left out; may be given several times.")
    private Set<String> userIds = Set.of();

    @Option(
            names = "--internal-header",
            description = "The name of a header of requests whose events are left out; may be given several times.")
    private List<String> headers = List.of();

    InternalTraffic internal(CommandLine command) {
        try {
            return new InternalTraffic(addresses, userIds, headers);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "internal traffic: " + e.getMessage(), e);
        }
    }
}
