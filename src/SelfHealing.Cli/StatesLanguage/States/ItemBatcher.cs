using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The ItemBatcher of a distributed Map state: several items, in their order, are the input of one child execution.</summary>
/// <param name="BatchInput">What each batch gets beside its items; null: nothing.</param>
sealed record ItemBatcher(CountField MaxItems, CountField MaxBytes, PayloadTemplate? BatchInput)
{
    public static ItemBatcher? Read(DefinitionNode state)
    {
        if (state.Child("ItemBatcher") is not { } node)
            return null;
        var batcher = new ItemBatcher(
            CountField.Read(node, "MaxItemsPerBatch", least: 1),
            CountField.Read(node, "MaxInputBytesPerBatch", least: 1, most: Payload.MaxBytes),
            node.Template("BatchInput"));
        if (!batcher.MaxItems.IsGiven && !batcher.MaxBytes.IsGiven)
            node.Problem("there must be MaxItemsPerBatch or MaxInputBytesPerBatch");
        node.RefuseUnknownFields();
        return batcher;
    }

    /// <summary>The inputs of the child executions: each as large as the limits allow.</summary>
    /// <exception cref="StatesErrorException">An item alone is too large.</exception>
    public IReadOnlyList<JsonObject> Batch(string stateName, Scope scope, IEnumerable<JsonNode?> items)
    {
        var (maxItems, maxBytes) = (Limit(scope, MaxItems, int.MaxValue), Limit(scope, MaxBytes, Payload.MaxBytes));
        var batchInput = BatchInput?.Evaluate(scope);
        List<JsonObject> batches = [];
        var (batch, bytes) = (new JsonArray(), long.MaxValue);
        foreach (var item in items)
        {
            // With the comma before it.
            var size = (Json.Measure(item) ?? Payload.MaxBytes) + 1L;
            if (batch.Count >= maxItems || bytes > maxBytes - size)
            {
                batch = [];
                batches.Add(Input(batchInput, batch));
                bytes = (Json.Measure(batches[^1]) ?? Payload.MaxBytes) - 1L;
                if (bytes > maxBytes - size)
                    throw StatesErrorException.TooLarge(stateName);
            }
            batch.Add(item?.DeepClone());
            bytes += size;
        }
        return batches;
    }

    static JsonObject Input(JsonNode? batchInput, JsonArray items) => batchInput is null
        ? new JsonObject { ["Items"] = items }
        : new JsonObject { [nameof(BatchInput)] = batchInput.DeepClone(), ["Items"] = items };

    static long Limit(Scope scope, CountField field, long most) => field.Evaluate(scope) switch
    {
        null => most,
        0 => throw StatesErrorException.Runtime($"{field.Name} must be positive."),
        var given => Math.Min(given.Value, most),
    };
}
