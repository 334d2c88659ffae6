return Hebb.Conformance.CommandLine.Run(args, Console.Out, Console.Error);
